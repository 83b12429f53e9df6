import HTTPTypes
import Hummingbird
import Synchronization

/// How much of what people upload stands in memory at once: whoever finds no room waits, and too many who wait are asked to
/// come back.
///
/// A small list hardly counts, so it passes while large pictures arrive slowly.
package final class UploadDoor: Sendable {
    private struct Waiter {
        let id: Int
        let bytes: Int
        let admitted: CheckedContinuation<Bool, Never>
    }
    private struct State {
        var taken = 0
        var nextID = 0
        var waiting: [Waiter] = []
    }

    private let room: Int
    private let mostWaiting: Int
    private let patience: Duration
    private let state = Mutex(State())

    /// `patience`: how long one may wait.
    package init(room: Int = 128 << 20, mostWaiting: Int = 32, patience: Duration = .seconds(15)) {
        (self.room, self.mostWaiting, self.patience) = (room, mostWaiting, patience)
    }

    /// A handler of a route that takes files. The room is taken before the first byte is read and given back when nothing of
    /// the body is needed any more.
    func through<Context>(
        _ handler: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> @Sendable (Request, Context) async throws -> Response {
        { request, context in
            let announced = request.headers[.contentLength].flatMap { Int($0) } ?? BodyLimit.upload
            return try await self.pass(min(max(announced, 1), BodyLimit.upload)) {
                try await handler(request, context)
            }
        }
    }

    /// - Throws: `Problem.tooManyUploads` when there is no room and nobody may wait any more.
    func pass<Value>(_ bytes: Int, _ body: () async throws -> Value) async throws -> Value {
        let bytes = min(bytes, room)
        guard await enter(bytes) else { throw Problem.tooManyUploads }
        defer { leave(bytes) }
        return try await body()
    }

    var waitingCount: Int { state.withLock { $0.waiting.count } }

    private enum Entry { case admitted, refused, waits(Int) }

    private func enter(_ bytes: Int) async -> Bool {
        let entry = state.withLock { state -> Entry in
            if state.waiting.isEmpty, state.taken + bytes <= room {
                state.taken += bytes
                return .admitted
            }
            guard state.waiting.count < mostWaiting else { return .refused }
            state.nextID += 1
            return .waits(state.nextID)
        }
        switch entry {
        case .admitted: return true
        case .refused: return false
        case .waits(let id): return await wait(id, bytes)
        }
    }

    private func wait(_ id: Int, _ bytes: Int) async -> Bool {
        let limit = Task { [patience] in
            try await Task.sleep(for: patience)
            giveUp(id)
        }
        defer { limit.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state -> [Waiter] in
                    state.waiting.append(Waiter(id: id, bytes: bytes, admitted: continuation))
                    return Task.isCancelled ? [] : admit(&state)
                }
                for waiter in ready { waiter.admitted.resume(returning: true) }
                if Task.isCancelled { giveUp(id) }
            }
        } onCancel: {
            giveUp(id)
        }
    }

    private func leave(_ bytes: Int) {
        let ready = state.withLock { state in
            state.taken -= bytes
            return admit(&state)
        }
        for waiter in ready { waiter.admitted.resume(returning: true) }
    }

    /// Those in front for whom there is room by now.
    private func admit(_ state: inout State) -> [Waiter] {
        var ready: [Waiter] = []
        while let first = state.waiting.first, state.taken + first.bytes <= room {
            state.taken += first.bytes
            ready.append(state.waiting.removeFirst())
        }
        return ready
    }

    private func giveUp(_ id: Int) {
        let (waiter, ready) = state.withLock { state -> (Waiter?, [Waiter]) in
            guard let index = state.waiting.firstIndex(where: { $0.id == id }) else { return (nil, []) }
            let waiter = state.waiting.remove(at: index)
            return (waiter, admit(&state))  // a smaller one behind it may have room
        }
        waiter?.admitted.resume(returning: false)
        for waiter in ready { waiter.admitted.resume(returning: true) }
    }
}

extension Problem {
    package static let tooManyUploads = Problem(
        .serviceUnavailable, "too_many_uploads", "파일이 몰리고 있습니다",
        "지금 올리는 파일이 많아 받지 못했습니다. 올린 내용은 저장되지 않았습니다. 잠시 뒤 다시 올려 주세요.", retryAfterSeconds: 5)

    package static let uploadTooSlow = Problem(
        .requestTimeout, "upload_too_slow", "파일을 끝까지 받지 못했습니다",
        "파일이 너무 천천히 와서 받기를 그만두었습니다. 인터넷 연결을 확인하고 다시 올려 주세요.")
}
