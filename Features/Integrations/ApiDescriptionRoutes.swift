import Hummingbird
import Kernel
import Web

/// GET /api/openapi.json    what programs can do here, as OpenAPI 3.1, made from the operations themselves
struct ApiDescriptionRoutes: Sendable {
    let operations: [ApiOperation]

    func add(to routes: RouterGroup<Visitor>) {
        routes.get("/api/openapi.json") { _, context in
            Response(
                status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: document(in: context.visit.language).text)))
        }
    }

    func document(in t: Language) -> JSONValue {
        let paths = Dictionary(grouping: operations, by: \.openPath).sorted { $0.key < $1.key }.map { path, all in
            (
                path,
                JSONValue.object(
                    all.sorted { $0.method.rawValue < $1.method.rawValue }.map {
                        ($0.method.rawValue.lowercased(), $0.description(in: t))
                    })
            )
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": .text(t(.apiTitle)), "version": "1", "description": .text(t(.apiDescription))],
            "servers": [["url": "/api/v1"]],
            "security": [["token": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
                "schemas": .object(ApiSchemas.all),
                "responses": [
                    "Problem": [
                        "description": .text(t(.apiProblem)),
                        "content": ["application/problem+json": ["schema": ApiSchemas.reference("Problem")]],
                    ]
                ],
            ],
        ]
    }
}

extension ApiOperation {
    /// `/cases/{id}`
    fileprivate var openPath: String {
        path.split(separator: "/").map { $0.hasPrefix(":") ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
    }

    fileprivate func description(in t: Language) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("operationId", .text(name)), ("summary", .text(t(summary))),
            ("description", .text(needs(in: t))), ("parameters", .list(parameters(in: t))),
        ]
        if let content = bodyContent(in: t) { members.append(("requestBody", content)) }
        let answered: JSONValue =
            switch way {
            case .sending: ["*/*": ["schema": ["type": "string", "format": "binary"]]]
            case .reading, .changing, .taking: ["application/json": ["schema": shape]]
            }
        var responses: [(String, JSONValue)] = [
            (String(status.code), ["description": .text(t(summary)), "content": answered])
        ]
        responses += statuses.map { (String($0), ["$ref": "#/components/responses/Problem"]) }
        members.append(("responses", .object(responses)))
        return .object(members)
    }

    private func needs(in t: Language) -> String {
        guard let readScope else { return t(.apiNeedsScope, scope.rawValue) }
        return t(.apiNeedsScopes, scope.rawValue, readScope.rawValue)
    }

    private var shape: JSONValue {
        let whole = ApiSchemas.reference(answer)
        return readScope == nil ? whole : ["anyOf": [whole, ApiSchemas.reference("RecordState")]]
    }

    /// Every refusal that may come, so that a program knows what to be ready for.
    private var statuses: [Int] {
        var statuses: Set = [400, 401, 403, 429]
        // The records that a body or a query names may not be there, either.
        if path.contains(":") || isChange || query.contains(where: { $0.kind == .identifier }) || path == "/handbook"
            || path.hasPrefix("/digests") || path == "/adherence"
            || path == "/category-hints"
        {
            statuses.insert(404)
        }
        // A body that cannot be read, or a condition that nobody knows.
        statuses.insert(422)
        if body != nil { statuses.insert(413) }
        if isChange { statuses.formUnion([409, 412, 413, 422]) }
        if case .sending = way { statuses.formUnion([409, 410, 416]) }
        return statuses.sorted()
    }

    private func parameters(in t: Language) -> [JSONValue] {
        let places = path.split(separator: "/").filter { $0.hasPrefix(":") }.map { part -> JSONValue in
            [
                "name": .text(String(part.dropFirst())), "in": "path", "required": true,
                "schema": ["type": "string", "maxLength": 64],
            ]
        }
        let asked = query.map { shape -> JSONValue in
            [
                "name": .text(shape.name), "in": "query", "required": .flag(shape.isRequired), "schema": shape.schema,
            ]
        }
        let header: (String, Word) -> JSONValue = { name, word in
            [
                "name": .text(name), "in": "header", "required": false, "description": .text(t(word)),
                "schema": ["type": "string", "maxLength": 100],
            ]
        }
        let headers = isChange ? [header("Idempotency-Key", .apiIdempotency)] : []
        return places + asked + headers + (isChange && version != nil ? [header("If-Match", .apiIfMatch)] : [])
    }

    private func bodyContent(in t: Language) -> JSONValue? {
        let shapes = body ?? []
        switch way {
        case .taking:
            let file: JSONValue = ["type": "string", "format": "binary"]
            let files: JSONValue = [
                "type": "array", "minItems": 1, "description": .text(t(.apiFiles)), "items": file,
            ]
            let schema: JSONValue = [
                "type": "object",
                "properties": .object([("file", files)] + shapes.map { ($0.name, property($0, in: t)) }),
                "required": .list(["file"] + shapes.filter(\.isRequired).map { .text($0.name) }),
            ]
            return ["required": true, "content": ["multipart/form-data": ["schema": schema]]]
        case .reading, .changing, .sending:
            guard body != nil else { return nil }
            return [
                "required": .flag(shapes.contains(where: \.isRequired)),
                "content": ["application/json": ["schema": schema(of: shapes, in: t)]],
            ]
        }
    }

    /// With what its name and shape leave open.
    private func property(_ shape: FieldShape, in t: Language) -> JSONValue {
        guard let note = ApiFieldWords.note(shape.name, of: name), case .object(let members) = shape.schema else {
            return shape.schema
        }
        return .object(members + [("description", .text(t(note)))])
    }

    private func schema(of shapes: [FieldShape], in t: Language) -> JSONValue {
        [
            "type": "object", "properties": .object(shapes.map { ($0.name, property($0, in: t)) }),
            "required": .list(shapes.filter(\.isRequired).map { .text($0.name) }),
            // What a form does not know it passes over, if it is of a shape that a form has.
            "additionalProperties": ["type": ["string", "number", "boolean", "null", "array"]],
        ]
    }
}

extension FieldShape {
    /// As JSON Schema 2020-12 says it; what a text cannot say, its refusal does.
    var schema: JSONValue {
        switch kind {
        case .text(let limit, let least):
            isRequired
                ? ["type": "string", "minLength": .whole(least), "maxLength": .whole(limit)]
                : ["type": "string", "maxLength": .whole(limit)]
        case .choice(let values) where !values.isEmpty && name == "kinds":
            ["type": "array", "minItems": 1, "items": ["enum": .list(values.map { .text($0) })]]
        case .choice(let values): values.isEmpty ? ["type": "string"] : ["enum": .list(values.map { .text($0) })]
        case .identifier: ["type": "string", "minLength": isRequired ? 1 : 0, "maxLength": 64]
        case .flag: ["type": "boolean"]
        case .integer(let bounds):
            [
                "type": "integer", "minimum": .whole(bounds.lowerBound), "maximum": .whole(bounds.upperBound),
            ]
        case .money: ["type": "string", "pattern": "^[0-9]{1,8}([.][0-9]{1,2})?$"]
        case .phone: ["type": "string", "maxLength": 30]
        case .day: ["type": "string", "format": "date"]
        case .time: ["type": "string", "format": "date-time"]
        case .timeOfDay: ["type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"]
        case .other: ["type": "string"]
        }
    }
}
