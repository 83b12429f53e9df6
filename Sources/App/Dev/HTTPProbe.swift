import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Waits until a program that was just started answers with 200.
enum HTTPProbe {
    static func wait(_ url: String, log: String) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let response = try? await HTTPClient.shared.execute(  // not listening yet: asked again
                HTTPClientRequest(url: url), timeout: .seconds(2))
            if response?.status == .ok { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw DevError.startFailed(url, log: log)
    }
}
