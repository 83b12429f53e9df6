import NIOCore
import NIOHTTPTypes

/// At a stop, ends the connections that nothing more will come of: a request that arrives a byte at a time, an answer that
/// nobody takes. Whoever has sent a request gets its answer; idle connections are closed by the server itself.
final class EndAtStop: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Long enough for a request that is on its way, and for a reader that is only slow.
    private static let patience: TimeAmount = .seconds(2)

    private var isBeingRead = false
    /// Nothing has left since the last look.
    private var isStuck = false
    private var nextLook: Scheduled<Void>?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: isBeingRead = true
        case .body: break
        case .end: isBeingRead = false
        }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isStuck = false
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { lookLater(context) }
        context.fireUserInboundEventTriggered(event)
    }

    func handlerRemoved(context: ChannelHandlerContext) { nextLook?.cancel() }

    private func lookLater(_ context: ChannelHandlerContext) {
        isStuck = !context.channel.isWritable
        nextLook = context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { [self] in
            if isBeingRead || isStuck { context.close(promise: nil) } else { lookLater(context) }
        }
    }
}
