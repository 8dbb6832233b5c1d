import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Message slips for programs.
enum MessageApiRoutes {
    static let operations = [list, read, take, deliver, handle, tell, handOver]

    private static let list = ApiOperation(
        method: .get, path: "/messages", name: "message.list", summary: .apiMessages, scope: .readContacts,
        answer: "MessageList"
    ) { tx, actor, _ in
        let all = try tx.messages.of(actor.staff.id)
        return ApiReply(body: ListDocument(entries: all.map(MessageDocument.init), next: nil))
    }

    /// To read it here is not to have opened it: who has, says so by «reading».
    private static let read = ApiOperation(
        method: .get, path: "/messages/:id", name: "message.read", summary: .apiMessage, scope: .readContacts,
        answer: "Message", version: version
    ) { tx, actor, call in try document(of: call.identifier(), tx, actor) }

    private static let take = ApiOperation(
        method: .post, path: "/messages", name: "message.take", summary: .apiMessageTake, scope: .writeContacts,
        body: .asked { _ = try? MessageForms.note($0) }, answer: "Message", status: .created
    ) { tx, actor, call in
        let (unit, addressee, note) = try MessageForms.note(call.form)
        return try document(
            of: tx.messages.take(note, for: addressee, in: unit, contact: nil, by: actor).id, tx, actor)
    }

    private static let deliver = act("reading", []) { tx, id, actor, _ in try tx.messages.deliver(id, to: actor) }

    private static let handle = act("handling", .asked { _ = try? text($0) }) { tx, id, actor, call in
        try tx.messages.handle(id, saying: text(call.form), by: actor)
    }

    private static let tell = act("telling", []) { tx, id, actor, _ in try tx.messages.tellBack(id, by: actor) }

    /// To a colleague, who is asked to read it anew (MART-10).
    private static let handOver = act("handover", .asked { _ = try? colleague($0) }) { tx, id, actor, call in
        try tx.messages.handOn(id, to: colleague(call.form), by: actor)
    }

    private static func act(
        _ address: String, _ body: [FieldShape],
        _ run: @escaping @Sendable (Transaction, Message.ID, Actor, ApiCall) throws -> Void
    ) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/messages/:id/\(address)", name: "message.\(address)",
            summary: ApiActWords.messages[address] ?? .apiMessageAct, scope: .writeContacts, body: body,
            answer: "Message", version: version
        ) { tx, actor, call in
            let id: Message.ID = try call.identifier()
            try run(tx, id, actor, call)
            // Handed on, it may be no longer one's own to read: it is answered all the same.
            guard let message = try tx.messages.find(id) else { throw NotFound() }
            return try ApiReply(MessageDocument(message))
        }
    }

    private static func document(of id: Message.ID, _ tx: Transaction, _ actor: Actor) throws -> ApiReply {
        try ApiReply(MessageDocument(tx.messages.require(id, for: actor)))
    }

    /// Whoever may not see the record hears that there is none, whatever state they name.
    private static func version(_ tx: Transaction, _ actor: Actor, _ call: ApiCall) throws -> String? {
        try document(of: call.identifier(), tx, actor).version
    }

    private static func colleague(_ typed: FormData) throws(Invalid) -> Staff.ID {
        try form(typed.identifier("to", of: Staff.self))
    }

    private static func text(_ typed: FormData) throws(Invalid) -> String {
        try form(typed.required("text", max: 1000))
    }
}

extension ApiReply {
    fileprivate init(_ message: MessageDocument) throws {
        try self.init(record: message, id: message.id, state: message.state)
    }
}
