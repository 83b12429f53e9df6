import Accounts
import Cards
import Drawing
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestKit
import Testing
import Web

@Suite("API of card templates", .database)
struct TemplateAPITests {
    @Test("an administrator adds a template, changes it, and each change is the next version")
    func versions() async throws {
        try await Storefront().test { client in
            let boss = try await client.token("boss")
            let added = try await client.call(
                .post, path, #"{"name":"여름 안내","layout":\#(try layout().json())}"#, token: boss)
            let id = try #require(added["id"])

            let renamed = try await client.call(
                .patch, "\(path)/\(id)", #"{"version":1,"name":"가을 안내"}"#, token: boss)
            let late = try await client.call(
                .patch, "\(path)/\(id)", #"{"version":1,"name":"겨울 안내"}"#, token: boss)
            let shown = try await client.call(.get, "\(path)/\(id)", token: boss)

            #expect(added.status == 201 && added["version"] == "1" && added["state"] == "offered")
            #expect(renamed.status == 200 && renamed["version"] == "2")
            #expect(late.status == 409 && late.code == "template_changed")
            #expect(shown["name"] == "가을 안내" && shown["layout.width"] == "640" && shown["builtIn"] == "0")
            let list = try await client.call(.get, "\(path)?size=200", token: boss)
            #expect(list["total"] == "\(BuiltInTemplates.all.count + 1)")
        }
    }

    @Test("the program's own templates are copied or taken back, not edited; the plain one stays")
    func builtIns() async throws {
        try await Storefront().test { client in
            let boss = try await client.token("boss")
            let (first, plain) = (BuiltInTemplates.all[0].id, BuiltInTemplates.plain.id)

            let edited = try await client.call(
                .patch, "\(path)/\(first)", #"{"version":1,"name":"내 것"}"#, token: boss)
            let retired = try await client.call(.delete, "\(path)/\(first)", token: boss)
            let again = try await client.call(.patch, "\(path)/\(first)", #"{"state":"offered"}"#, token: boss)
            let last = try await client.call(.delete, "\(path)/\(plain)", token: boss)

            #expect(edited.status == 409 && edited.code == "template_built_in")
            #expect(retired.status == 204)
            #expect(again.status == 200 && again["version"] == "1" && again["state"] == "offered")
            #expect(last.status == 409 && last.code == "template_last_resort")
        }
    }

    @Test("a layout that cannot be read at the till is refused field by field, in Korean")
    func refusals() async throws {
        try await Storefront().test { client in
            let boss = try await client.token("boss")
            var bare = layout()
            bare.elements.removeAll { if case .barcode = $0.kind { true } else { false } }
            var outside = layout()
            outside.elements[0].frame.x = 600
            let narrow = CardLayout(
                background: .paint(.solid(.white)),
                elements: [
                    CardElement(Frame(x: 100, y: 600, width: 400, height: 250), .barcode(BarcodePlace()))
                ])

            let noBarcode = try await client.call(
                .post, path, #"{"name":"가","layout":\#(try bare.json())}"#, token: boss)
            let misplaced = try await client.call(
                .post, "\(path)/preview", #"{"layout":\#(try outside.json())}"#, token: boss)
            let tooNarrow = try await client.call(
                .post, path, #"{"name":"가","layout":\#(try narrow.json())}"#, token: boss)
            let absurd = try await client.call(
                .post, path,
                #"{"name":"가","layout":{"width":640,"height":960,"background":{"paint":"blue"},"elements":[]}}"#,
                token: boss)

            #expect(noBarcode.status == 422 && noBarcode["errors.0.message"]?.contains("바코드를 넣어 주세요") == true)
            #expect(misplaced.status == 422 && misplaced["errors.0.field"] == "layout.elements[0].frame")
            #expect(tooNarrow.status == 422 && tooNarrow["detail"]?.contains("가로로 더 넓히") == true)
            #expect(absurd.status == 422 && absurd["errors.0.field"] == "layout.background.paint")
        }
    }

    @Test("a sample says that its barcode reads, how large it is, and carries the void number")
    func samples() async throws {
        try await Storefront().test { client in
            let boss = try await client.token("boss")
            let json = ByteBuffer(string: #"{"layout":\#(try layout().json())}"#)
            let headers: HTTPFields = [.authorization: "Bearer \(boss)", .contentType: "application/json"]

            let drawn = try await client.execute(
                uri: "\(path)/preview", method: .post, headers: headers, body: json)
            let stored = try await client.execute(
                uri: "\(path)/\(BuiltInTemplates.all[2].id)/sample.jpg?version=1", method: .get, headers: headers)
            let missing = try await client.call(
                .get, "\(path)/\(BuiltInTemplates.all[2].id)/sample.jpg?version=9", token: boss)

            for response in [drawn, stored] {
                let bytes = [UInt8](response.body.readableBytesView)
                let gray = try ImageDecoder().decodeGray(bytes)
                #expect(response.status == .ok && response.headers[.contentType] == "image/jpeg")
                #expect(response.headers[HTTPField.Name("Card-Barcode")!] == "readable")
                #expect(response.headers[HTTPField.Name("Card-Bytes")!] == "\(bytes.count)")
                #expect(try BarcodeReader().read(gray, as: .code128) == ["000000000000"])
            }
            #expect(missing.status == 404)
        }
    }

    @Test("an uploaded picture becomes a background that can be kept, and is not encoded again while it stays")
    func upload() async throws {
        try await Storefront().test { client in
            let boss = try await client.token("boss")
            let canvas = try Canvas(width: 300, height: 500)
            canvas.fill(
                .rectangle(radius: 0), in: canvas.frame,
                with: .gradient(from: Color(0x88CCEE), to: Color(0xFFEEDD), angle: 90))

            let answer = try await self.upload(
                JPEGEncoder().encode(canvas, quality: 90), client, token: boss)
            let picture = try #require(answer["picture"].flatMap { Data(base64Encoded: $0) })
            var pictured = layout()
            pictured.background = .picture([UInt8](picture))
            let added = try await client.call(
                .post, path, #"{"name":"사진","layout":\#(try pictured.json())}"#, token: boss)
            let id = try #require(added["id"])
            let kept = try await client.call(.get, "\(path)/\(id)", token: boss)
            let first = try #require(kept["layout.background.picture"].flatMap { Data(base64Encoded: $0) })
            pictured.background = .picture([UInt8](first))
            pictured.elements[0].frame.y += 1
            _ = try await client.call(
                .patch, "\(path)/\(id)", #"{"version":1,"layout":\#(try pictured.json())}"#, token: boss)
            let changed = try await client.call(.get, "\(path)/\(id)", token: boss)

            #expect(answer.status == 200)
            let header = try ImageHeader([UInt8](picture))
            #expect((header.width, header.height) == (640, 960))
            #expect(added.status == 201)
            #expect(changed["version"] == "2")
            #expect(changed["layout.background.picture"] == kept["layout.background.picture"])
        }
    }

    @Test("members and strangers get nothing of the administration of templates")
    func rights() async throws {
        try await Storefront().test { client in
            let member = try await client.token("haneul.kim")

            let list = try await client.call(.get, path, token: member)
            let preview = try await client.call(
                .post, "\(path)/preview", #"{"layout":\#(try layout().json())}"#, token: member)
            let nobody = try await client.call(.get, path)

            #expect(list.status == 403 && preview.status == 403 && nobody.status == 401)
        }
    }

    @Test("a template of one company is offered there and nowhere else")
    func companies() async throws {
        let shop = try await Storefront()
        let company = shop.house.company.id
        try await shop.test { client in
            let boss = try await client.token("boss")
            let added = try await client.call(
                .post, path, #"{"name":"우리만","companyId":"\#(company)","layout":\#(try layout().json())}"#, token: boss)
            let body = #"{"goodsId":"0000001301","templateId":"\#(try #require(added["id"]))"}"#

            let own = try await client.call(
                .post, "/api/v1/campaigns/preview", body, token: try await client.token("haneul.kim"))
            let page = try await client.page("/campaigns/new", for: "haneul.kim")
            let foreignPage = try await client.page("/campaigns/new", for: "stranger")

            #expect(added.status == 201)
            #expect(own.status == 200)
            #expect(page.text.contains("우리만") && !foreignPage.text.contains("우리만"))
        }
    }

    private var path: String { "/api/v1/admin/templates" }

    private func layout() -> CardLayout { BuiltInTemplates.plain.layout }

    private func upload(_ bytes: [UInt8], _ client: any TestClientProtocol, token: String) async throws -> Answer {
        let boundary = "picture-boundary"
        var body = ByteBuffer(
            string: "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n")
        body.writeBytes(bytes)
        body.writeString("\r\n--\(boundary)--\r\n")
        let response = try await client.execute(
            uri: "\(path)/background?width=640&height=960", method: .post,
            headers: [
                .authorization: "Bearer \(token)", .contentType: "multipart/form-data; boundary=\(boundary)",
            ], body: body)
        return Answer(
            status: response.status.code, headers: response.headers, text: String(buffer: response.body))
    }
}
