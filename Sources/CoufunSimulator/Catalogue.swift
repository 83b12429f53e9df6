/// Forty products as a Korean gift-coupon vendor would list them.
enum Catalogue {
    static let all: [Goods] =
        cafes + bakeries + convenienceStores + meals + fastFood + desserts + outings + cultureAndLiving

    private static let cafes = [
        goods(1001, "01", "스타벅스 카페 아메리카노 T", 4_700, 4_500, .days(60)),
        goods(1002, "01", "스타벅스 카페 라떼 T", 5_200, 5_000, .days(60)),
        goods(1003, "01", "스타벅스 아메리카노 T 2잔 + 부드러운 생크림 카스텔라", 14_100, 13_600, .days(60)),
        goods(1004, "01", "투썸플레이스 아메리카노 R", 4_700, 4_400, .days(90)),
        goods(1005, "01", "이디야커피 아메리카노 L", 3_200, 2_950, .days(60)),
        goods(1006, "01", "메가MGC커피 아이스 아메리카노", 2_000, 1_900, .days(60)),
        goods(1007, "01", "컴포즈커피 카페라떼 ICE", 2_900, 2_700, .days(60)),
        goods(1008, "01", "할리스 바닐라 딜라이트 R", 5_500, 5_100, .days(90)),
    ]

    private static let bakeries = [
        goods(1101, "02", "파리바게뜨 5천원 교환권", 5_000, 4_850, .days(93)),
        goods(1102, "02", "뚜레쥬르 순수 우유 케이크", 27_000, 25_400, .days(93)),
        goods(1103, "02", "던킨 글레이즈드 도넛 6개 세트", 11_400, 10_500, .days(60)),
        goods(1104, "02", "성심당 튀김소보로 6개입", 10_200, 10_200, .endOfYear(ahead: 1)),
    ]

    private static let convenienceStores = [
        goods(1201, "03", "GS25 모바일 금액권 5,000원", 5_000, 5_000, .days(366), .amount),
        goods(1202, "03", "GS25 모바일 금액권 10,000원", 10_000, 10_000, .days(366), .amount),
        goods(1203, "03", "CU 모바일 금액권 3,000원", 3_000, 3_000, .days(366), .amount),
        goods(1204, "03", "CU 모바일 금액권 50,000원", 50_000, 49_500, .days(366), .amount),
        goods(1205, "03", "세븐일레븐 바나나맛 우유 240ml", 1_800, 1_650, .days(30)),
        goods(1206, "03", "이마트24 초코 아이스크림 콘", 2_200, 2_000, .days(30)),
    ]

    private static let meals = [
        goods(1301, "04", "BBQ 황금올리브치킨 + 콜라 1.25L", 25_500, 24_300, .days(60)),
        goods(1302, "04", "교촌치킨 허니콤보 + 웨지감자", 27_500, 26_400, .days(60)),
        goods(1303, "04", "BHC 뿌링클 + 치즈볼", 26_000, 24_800, .days(60)),
        goods(1304, "04", "도미노피자 포테이토 오리지널 L + 콜라", 29_900, 26_900, .days(60)),
        goods(1305, "04", "본죽 전복죽", 14_000, 13_300, .days(90)),
        goods(1306, "04", "한솥도시락 치킨마요 도시락", 4_200, 3_900, .days(60)),
    ]

    private static let fastFood = [
        goods(1401, "05", "맥도날드 빅맥 세트", 7_600, 7_000, .days(60)),
        goods(1402, "05", "버거킹 와퍼 세트", 9_300, 8_600, .days(60)),
        goods(1403, "05", "롯데리아 리아 새우 세트", 7_000, 6_400, .days(60)),
        goods(1404, "05", "써브웨이 이탈리안 비엠티 15cm", 7_200, 6_800, .days(60)),
    ]

    private static let desserts = [
        goods(1501, "06", "배스킨라빈스 싱글레귤러", 3_900, 3_700, .days(60)),
        goods(1502, "06", "배스킨라빈스 파인트", 9_800, 9_300, .days(60)),
        goods(1503, "06", "설빙 인절미 빙수", 11_900, 11_200, .days(60)),
        goods(1504, "06", "공차 블랙 밀크티 + 펄 L", 5_200, 4_900, .days(60)),
    ]

    private static let outings = [
        goods(1601, "07", "CGV 2D 영화 관람권 (주중·주말)", 15_000, 11_500, .endOfYear(ahead: 1)),
        goods(1602, "07", "메가박스 2인 패키지 (관람권 2매 + 팝콘 + 음료 2)", 39_000, 29_900, .endOfYear(ahead: 1)),
        goods(1603, "07", "롯데월드 종합이용권 (1인)", 62_000, 45_000, .endOfYear(ahead: 0), onSale: false),
    ]

    private static let cultureAndLiving = [
        goods(1701, "08", "교보문고 모바일 교환권 10,000원", 10_000, 9_800, .days(366), .amount),
        goods(1702, "08", "올리브영 기프트카드 20,000원", 20_000, 20_000, .days(366), .amount),
        goods(1703, "08", "배달의민족 상품권 10,000원", 10_000, 10_000, .days(366), .amount),
        goods(1704, "08", "SK에너지 모바일 주유권 30,000원", 30_000, 29_700, .days(366), .amount),
        goods(1705, "08", "신세계상품권 모바일 교환권 50,000원", 50_000, 50_000, .endOfYear(ahead: 2)),
    ]

    private static func goods(
        _ number: Int, _ category: String, _ name: String, _ listPrice: Int, _ price: Int, _ validity: Goods.Validity,
        _ kind: Goods.Kind = .barcode, onSale: Bool = true
    ) -> Goods {
        let id = "000000\(number)"
        return Goods(
            id: id, category: category, name: name, listPrice: listPrice, price: price, validity: validity, kind: kind,
            isOnSale: onSale, imageFile: kind == .amount ? "\(id).png" : "\(id).jpg")
    }
}
