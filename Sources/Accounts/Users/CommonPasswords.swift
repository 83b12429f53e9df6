/// Passwords of eight characters or more that everybody tries first, in small letters.
enum CommonPasswords {
    static func contains(_ lowered: String) -> Bool { all.contains(lowered) }

    private static let all: Set<String> = Set(
        """
        password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword admin123 admin1234
        admin12345 administrator adminadmin root1234 test1234 test12345 testtest user1234 guest1234 qwer1234
        qwer12345 qwerty12 qwerty123 qwerty1234 qwertyuiop qwertyui 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4
        q1w2e3r4t5 1qaz2wsx 1qaz2wsx3edc qazwsxedc zaq12wsx asdf1234 asdfasdf asdfghjk asdfghjkl zxcv1234 zxcvbnm1
        zxcvbnm123 abcd1234 abc12345 abcdefgh abcdefghij a1234567 a12345678 a123456789 aa123456 aa12345678 12345678
        123456789 1234567890 123456789a 12345678a 0123456789 9876543210 987654321 87654321 11223344 12341234
        123123123 1234qwer 1234abcd 123qweasd 123456qwerty 147258369 159753456 00000000 11111111 iloveyou iloveyou1
        iloveyou123 sunshine princess football baseball superman starwars welcome1 welcome123 letmein1 letmein123
        changeme changeme1 changeme123 trustno1 whatever computer internet samsung1 samsung123 korea123 korea1234
        love1234 happy123 monkey123 dragon123 master123 secret123 dlfwjdqhr coupon123 coupon1234 mobile123
        company123 login123 pass1234 passpass
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
