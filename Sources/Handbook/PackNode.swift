import Yams

/// A piece of YAML that remembers the line it stands on, so that every problem can be pointed at.
///
/// The only file that knows the YAML library. Packs need no anchors, aliases or tags, and are refused with them:
/// nothing then can grow beyond the text that was read.
indirect enum PackNode: Sendable {
    case scalar(String, line: Int)
    case list([PackNode], line: Int)
    case map([Entry], line: Int)

    struct Entry: Sendable {
        let key: String
        let line: Int
        let value: PackNode
    }

    var line: Int {
        switch self {
        case .scalar(_, let line), .list(_, let line), .map(_, let line): line
        }
    }

    /// Deeper than any handbook needs, shallow enough for every stack.
    static let deepest = 24

    /// Reads one YAML document; says where it is broken.
    init(yaml: String) throws(PackProblem) {
        do {
            guard let root = try Parser(yaml: yaml).singleRoot() else {
                throw PackProblem(line: 1, sentence: "文件是空的。The file is empty.")
            }
            self = try PackNode(root, depth: 0)
        } catch let problem as PackProblem {
            throw problem
        } catch let error as YamlError {
            throw PackProblem(line: error.line, sentence: "YAML 写法有误。This is not valid YAML: \(error.reason)")
        } catch {
            throw PackProblem(line: 1, sentence: "YAML 写法有误。This is not valid YAML: \(error)")
        }
    }

    private init(_ node: Node, depth: Int) throws {
        let line = node.mark?.line ?? 1
        guard depth <= Self.deepest else {
            throw PackProblem(line: line, sentence: "嵌套超过 \(Self.deepest) 层。Nested deeper than \(Self.deepest) levels.")
        }
        switch node {
        case .scalar(let scalar):
            self = .scalar(scalar.string, line: line)
        case .sequence(let sequence):
            self = .list(try sequence.map { try PackNode($0, depth: depth + 1) }, line: line)
        case .mapping(let mapping):
            self = .map(
                try mapping.map { key, value in
                    guard case .scalar(let name) = key else {
                        throw PackProblem(line: key.mark?.line ?? line, sentence: "键必须是文字。A key must be plain text.")
                    }
                    return Entry(
                        key: name.string, line: key.mark?.line ?? line, value: try PackNode(value, depth: depth + 1))
                },
                line: line
            )
        case .alias:
            throw PackProblem(line: line, sentence: "手册包不用引用（*）。A pack must not use aliases.")
        }
    }
}

extension YamlError {
    fileprivate var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 1
        }
    }

    fileprivate var reason: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .reader(let problem, _, _, _): problem
        case .duplicatedKeysInMapping(let keys, _): "the key \(keys.prefix(3).joined(separator: ", ")) stands twice"
        default: "unreadable"
        }
    }
}
