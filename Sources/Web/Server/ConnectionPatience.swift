import NIOCore

/// Sits in every connection and ends those that hold a place and do nothing with it: who has said nothing since they came,
/// and who does not read what they asked for. (Who pauses between two requests, or in the middle of one, the framework ends
/// after a minute; who sends a body by the drop, `BodyPace`.)
final class ConnectionPatience: ChannelDuplexHandler, RemovableChannelHandler {
    // Parts go through as they are: nothing is unwrapped here.
    typealias InboundIn = Any
    typealias InboundOut = Any
    typealias OutboundIn = Any
    typealias OutboundOut = Any

    /// How long somebody may stand in the door without a word.
    static let silence = TimeAmount.seconds(20)
    /// How long a full sending buffer may wait for its reader: 32 kB in this time is a telephone on a bad day.
    static let stillness = TimeAmount.seconds(60)

    private var hasSpoken = false
    private var stuckSince: NIODeadline?
    private var next: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { lookLater(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        lookLater(context)
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasSpoken = true
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stuckSince = context.channel.isWritable ? nil : stuckSince ?? .now()
        context.fireChannelWritabilityChanged()
    }

    private func lookLater(_ context: ChannelHandlerContext) {
        guard next == nil else { return }
        next = context.eventLoop.assumeIsolated().scheduleTask(in: Self.silence) { [self] in
            next = nil
            let isStuck = stuckSince.map { $0 + Self.stillness <= .now() } ?? false
            if !hasSpoken || isStuck { context.close(promise: nil) } else { lookLater(context) }
        }
    }

    private func stop() {
        next?.cancel()
        next = nil
    }
}
