import NIOCore
import Simulation
import Synchronization

/// Closes chosen connections as soon as they are accepted. Under TLS the caller sees its handshake fail.
final class ConnectionCutter: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = NIOAny
    private let cuts: ConnectionCuts

    init(_ cuts: ConnectionCuts) { self.cuts = cuts }

    func channelActive(context: ChannelHandlerContext) {
        guard cuts.isNextCut() else { return context.fireChannelActive() }
        context.close(promise: nil)
    }
}

/// Which connections are cut. Nothing is known of the call yet, so the choice hangs on how many there were before.
final class ConnectionCuts: Sendable {
    private let state = Mutex((share: 0.0, accepted: 0))
    private let seed: Seed

    init(seed: Seed) { self.seed = seed }

    func cut(share: Double) { state.withLock { $0.share = share } }

    func isNextCut() -> Bool {
        let (share, number) = state.withLock { state in
            state.accepted += 1
            return (state.share, state.accepted)
        }
        return share > 0 && seed.share("connection", String(number)) < share
    }
}
