import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Safeguards

extension Parts {
    /// Posts each alert to `ALERT_WEBHOOK_URL`; nil when none is set.
    var alertStep: AlertStep? {
        guard let url = settings.alertURL else { return nil }
        let (client, place) = (httpClient, settings.http.publicURL)
        return AlertStep(database: database) { alert in
            var request = HTTPClientRequest(url: url)
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
            // Slack, Mattermost and Teams all take a `text`.
            let message = ["text": "[모바일 쿠폰] \(alert.text)\n\(place)", "kind": alert.kind.rawValue]
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(message)))
            let response = try await client.execute(request, timeout: .seconds(10))
            guard (200..<300).contains(response.status.code) else { throw AlertNotTaken(status: response.status.code) }
        }
    }
}

struct AlertNotTaken: Error, CustomStringConvertible {
    let status: UInt

    var description: String { "ALERT_WEBHOOK_URL answered HTTP \(status)." }
}
