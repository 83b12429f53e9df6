extension CommonPasswords {
    /// Words that Koreans take as passwords, tried in Hangul and as the same keys write them in Latin letters. Our own
    /// list, after what guides of KISA and of Korean firms warn of.
    static let koreanWords = """
        비밀번호 비밀번호는 비번 패스워드 암호 아이디 로그인 관리자 운영자 사용자 담당자 마스터 최고관리자 임시 임시비번 임시비밀번호
        초기비밀번호 변경 비밀번호변경 테스트 시험 연습 개발 개발자 서버 회사 우리회사 사무실 사장님 대표님 부장님 고객 고객센터 영업 총무
        인사 경리 마케팅 홍보 모바일 문자 발송 이벤트 선물 쿠폰 쿠폰발송 모바일쿠폰 상품권 기프티콘 커피 치킨 피자 라면 소주 맥주 김치
        사랑 사랑해 사랑해요 사랑합니다 사랑해요우리 내사랑 첫사랑 우리사랑 너를사랑해 영원히 영원한사랑 그리움 보고싶다 보고싶어
        행복 행복해 행복하자 행복하세요 행복한하루 화이팅 파이팅 힘내자 힘내 아자아자 할수있다 나는할수있다 최고 대박 부자 부자되자
        돈많이벌자 건강 건강하자 좋은하루 좋은아침 오늘도 오늘도화이팅 안녕 안녕하세요 감사 감사합니다 고맙습니다 반갑습니다 어서오세요
        대한민국 한국 우리나라 코리아 서울 서울시 부산 대구 인천 광주 대전 울산 세종 경기도 강원도 제주도 강남 강남구 독도 독도는우리땅
        동해물과백두산이 애국가 태극기 무궁화 한글 훈민정음 세종대왕 이순신 홍길동 김철수 홍길순 김영희 단군 통일 평화
        엄마 아빠 엄마아빠 아들 우리아들 우리딸 우리가족 가족 여보 자기야 여보사랑해 오빠 언니 동생 친구 내친구 천사 공주 왕자 바보 바보야
        멍청이 메롱 돼지 강아지 고양이 호랑이 토끼 병아리 나비 무지개 하늘 바다 별빛 달빛 햇살 구름 은하수 봄 여름 가을 겨울 첫눈
        하나님 예수님 주님 하나님사랑 예수사랑 할렐루야 아멘 부처님 관세음보살 나무아미타불 성경
        삼성 삼성전자 현대 현대자동차 엘지 기아 네이버 카카오 카카오톡 쿠팡 배달의민족 국민은행 신한은행 우리은행 하나은행 기업은행 농협
        방탄소년단 블랙핑크 소녀시대 아이유 뉴진스 트와이스 축구 야구 농구 손흥민 박지성 김연아 붉은악마 롯데자이언츠 한화이글스 엘지트윈스
        게임 스타크래프트 리니지 메이플 메이플스토리 롤 바람의나라 던전앤파이터 피파 컴퓨터 인터넷 노트북 휴대폰 전화번호 주민번호 학교 학생
        선생님 대학교 도서관 공부 공부하자 합격 월요일 화요일 수요일 목요일 금요일 토요일 일요일 가나다 가나다라 가나다라마 가나다라마바사
        가나다라마바사아자차카타파하 아야어여 하나둘셋 일이삼사 몰라 몰라요 모름 없음 없어요 그냥 아무거나 열려라참깨 열려라 귀찮아 귀찮다
        까먹지말자 잊지말자 기억해 나야나 나는나 누구세요 왜요 인정
        """

    /// What no table of keys makes: Korean words in Latin letters, and walks over the keyboard with a Korean habit.
    static let koreanSpellings = """
        saranghae saranghaeyo annyeong annyeonghaseyo hangul hanguk korea seoul busan daehanminguk daehan minguk
        gwanlija bimilbunho dlfwjdqhr administrator manager webmaster sysadmin superadmin adminuser operator masterkey 1q2w3e4r 1q2w3e4r5t
        1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 1qaz2wsx 1qaz2wsx3edc zaq12wsx qwer1234 asdf1234 zxcv1234 1234qwer qwe123
        1q2w3e 123qwe 123qweasd a123456789 aa123456 abcd1234 test1234 admin1234 user1234 guest1234 root1234 pass1234
        love1234 korea1234 company mobile password passwd p4ssword login welcome changeme initial temporary default
        samsung hyundai naver kakao kakaotalk spring summer autumn winter january february march april june july
        august september october november december monday tuesday wednesday thursday friday saturday sunday
        """
}
