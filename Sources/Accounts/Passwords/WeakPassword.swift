/// Why a password is refused, in the words of the person who chose it.
package enum WeakPassword: Error, Sendable, Equatable {
    case tooShort, tooLong
    /// One that many people have, also with digits or signs around it.
    case common
    /// Neighbours on the keyboard, one after the other, the same again and again.
    case pattern
    case holdsLoginID, holdsCompany, holdsProduct

    package var message: String {
        switch self {
        case .tooShort: "비밀번호는 10자 이상, 또는 영문·숫자·기호 중 두 가지를 섞어 8자 이상이어야 합니다."
        case .tooLong: "비밀번호는 128자까지 쓸 수 있습니다."
        case .common: "많은 사람이 쓰는 비밀번호이거나 거기에 숫자·기호만 붙인 것이어서 쉽게 맞힐 수 있습니다. 다른 비밀번호를 정해 주세요."
        case .pattern: "자판에서 이웃한 글자나 이어지는 숫자, 되풀이되는 글자로 되어 있어 쉽게 맞힐 수 있습니다. 다른 비밀번호를 정해 주세요."
        case .holdsLoginID: "비밀번호에 아이디가 들어 있어 쉽게 맞힐 수 있습니다. 아이디가 들어가지 않게 다시 정해 주세요."
        case .holdsCompany: "비밀번호에 고객사 이름이 들어 있어 쉽게 맞힐 수 있습니다. 회사 이름이 들어가지 않게 다시 정해 주세요."
        case .holdsProduct: "비밀번호에 이 서비스의 이름(쿠폰)이 들어 있어 쉽게 맞힐 수 있습니다. 다른 말로 다시 정해 주세요."
        }
    }
}
