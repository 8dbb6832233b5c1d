import Database
import HTTPTypes
import Hummingbird
import Kernel
import Web

/// Hangs the operations on their addresses, and keeps for all of them what programs are promised: scopes, states
/// (`ETag`, `If-Match`, `If-None-Match`), and that nothing is done twice (`Idempotency-Key`).
struct ApiRunnerRoutes: Sendable {
    let desk: Workplace
    let operations: [ApiOperation]

    func add(to routes: RouterGroup<ApiContext>) {
        for operation in operations {
            routes.on(RouterPath(operation.path), method: operation.method) { request, context in
                try await run(operation, request, context)
            }
        }
    }

    private func run(_ operation: ApiOperation, _ request: Request, _ context: ApiContext) async throws -> Response {
        guard context.caller.scopes.contains(operation.scope) else {
            throw ApiRefused.scopeMissing(operation.scope)
        }
        let query = try conditions(context.query, operation, in: context.viewer.language)
        let call = ApiCall(
            parameters: Dictionary(
                try context.parameters.map { (String($0.key), try context.path(String($0.key))) },
                uniquingKeysWith: { first, _ in first }),
            query: query, form: context.form, viewer: context.viewer, scopes: context.caller.scopes)
        let kept: ApiReplies.Kept
        switch operation.way {
        case .reading(let run):
            let read: @Sendable (Transaction, Actor) throws -> ApiReplies.Kept = { tx, actor in
                try Self.kept(try run(tx, actor, call), operation, call, hash: "")
            }
            kept =
                operation.scope == .readReports
                ? try await desk.readAtLength(context, read) : try await desk.read(context, read)
        case .changing(let run):
            kept = try await change(operation, ApiTaken(fingerprint: "", act: run), request, context, call)
        case .taking(let take):
            kept = try await change(operation, take(context, call), request, context, call)
        case .sending(let send): return try await send(request, context)
        }
        return answer(kept, operation, request)
    }

    /// A condition that nobody knows, a second value of one that takes one, or a flag that is none would be passed over in
    /// silence, and the whole list taken for the part. A flag that is said to be off is not there.
    private func conditions(_ query: FormData, _ operation: ApiOperation, in t: Language) throws -> FormData {
        try refuseUnknown(query, operation, in: t)
        var problems: [String: String] = [:]
        var values = Dictionary(uniqueKeysWithValues: query.names.map { ($0, query.all($0)) })
        for shape in operation.query {
            guard let said = values[shape.name] else { continue }
            if said.count > 1 { problems[shape.name] = t(.apiQueryTwice) }
            guard shape.kind == .flag else { continue }
            switch said[0] {
            case "", "1", "true": break
            case "0", "false": values[shape.name] = nil
            default: problems[shape.name] = t(.apiQueryFlag)
            }
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return query.with(values)
    }

    private func refuseUnknown(_ query: FormData, _ operation: ApiOperation, in t: Language) throws {
        let known = operation.query.map(\.name)
        let unknown = query.names.filter { !known.contains($0) }
        guard !unknown.isEmpty else { return }
        let said = known.isEmpty ? t(.apiUnknownQueryNone) : t(.apiUnknownQuery, known.joined(separator: ", "))
        throw Invalid(Dictionary(uniqueKeysWithValues: unknown.map { ($0, said) }))
    }

    /// The act and the note that it was done are one transaction: a key that came before answers as it did then, unless
    /// the person's rights are others by now. Nothing is done twice, and nobody is shown what they may no longer see.
    private func change(
        _ operation: ApiOperation, _ taken: ApiTaken, _ request: Request, _ context: ApiContext, _ call: ApiCall
    ) async throws -> ApiReplies.Kept {
        let key = try Self.key(of: request)
        let expected = request.headers[.ifMatch]
        let token = ApiToken.ID(context.caller.token)
        let hash = Secrets.sha256(
            ofText: "\(operation.method) \(request.uri.path) \(call.form.canonical) \(taken.fingerprint)")
        let (kept, reply) = try await desk.act(context) { tx, actor in
            if let key, let before = try tx.apiReplies.find(key, of: token) {
                guard before.requestHash == hash else { throw ApiRefused.keyReused }
                guard before.rights == actor.rightsDigest else { throw ApiRefused.rightsChanged }
                return (before, ApiReply?.none)
            }
            if let expected, expected != "*", let version = try operation.version?(tx, actor, call) {
                guard expected == Self.tag(version) else { throw ApiRefused.changedMeanwhile }
            }
            let reply = try taken.act(tx, actor, call)
            let kept = try Self.kept(reply, operation, call, hash: hash)
            if let key {
                var lasting = kept
                lasting.rights = actor.rightsDigest
                if let keeps = reply.keeps { lasting.body = try textOfJSON(keeps) }
                try tx.apiReplies.keep(lasting, under: key, of: token)
            }
            return (kept, reply)
        }
        if let reply { await taken.afterwards?(reply) }
        return kept
    }

    private func answer(_ kept: ApiReplies.Kept, _ operation: ApiOperation, _ request: Request) -> Response {
        var headers: HTTPFields = [.contentType: "application/json; charset=utf-8"]
        if let version = kept.version {
            headers[.eTag] = Self.tag(version)
            if !operation.isChange, request.headers[.ifNoneMatch] == Self.tag(version) {
                return Response(status: .notModified, headers: [.eTag: Self.tag(version)])
            }
        }
        return Response(
            status: .init(code: kept.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: kept.body)))
    }

    private static func kept(
        _ reply: ApiReply, _ operation: ApiOperation, _ call: ApiCall, hash: String
    ) throws -> ApiReplies.Kept {
        ApiReplies.Kept(
            requestHash: hash, status: operation.status.code, version: reply.version,
            body: try text(of: reply, operation, call))
    }

    private static func text(of reply: ApiReply, _ operation: ApiOperation, _ call: ApiCall) throws -> String {
        guard let scope = operation.readScope, !call.shows(scope) else {
            return try reply.written ?? textOfJSON(reply.body)
        }
        return try textOfJSON(
            reply.standing
                ?? RecordStateDocument(
                    id: call.parameters["id"] ?? "", number: nil, state: nil, version: reply.version))
    }

    private static func key(of request: Request) throws -> String? {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else { return nil }
        guard (1...ApiReplies.longestKey).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw ApiRefused.keyTooLong(limit: ApiReplies.longestKey) }
        return key
    }

    private static func tag(_ version: String) -> String { "\"\(version)\"" }
}
