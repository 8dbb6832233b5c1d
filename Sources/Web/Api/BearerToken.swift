import Kernel

/// What a program says of itself in the head of a request (RFC 6750, 2.1).
enum BearerToken {
    /// Longer than any token of ours: what is longer is not looked up.
    static let longest = 200

    /// `Bearer qt_…` → `qt_…`, in any spelling of the word; nothing for other ways of signing in.
    static func read(_ field: String) -> String? {
        guard field.utf8.count <= longest else { return nil }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1]).trimmed
    }
}
