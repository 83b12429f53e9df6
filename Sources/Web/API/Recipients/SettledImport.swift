import Accounts
import Recipients
import Support

extension RecipientImports {
    /// A list that may be sent to. An import belongs to whoever made it: the own company's, whichever company the campaign
    /// is for. One whose columns nobody has confirmed is refused: the numbers could be somebody else's.
    func settled(_ text: String, for principal: Principal) async throws -> RecipientImport {
        guard let id = RecipientImport.ID(text),
            let found = try await find(id, in: TenantScope.company(principal.companyID))
        else { throw FieldProblems("importId", "올린 명단을 찾을 수 없습니다. 하루가 지났다면 명단을 다시 올려 주세요.") }
        guard !found.reading.isInDoubt else { throw Problem.columnsUnconfirmed }
        return found
    }
}
