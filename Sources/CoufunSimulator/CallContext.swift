import Hummingbird
import NIOCore

/// A request and the connection it came on, so that a fault can cut it.
struct CallContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    var maxUploadSize: Int { 1 << 20 }

    /// The caller's address without port.
    var address: String? { channel.remoteAddress?.ipAddress }
}
