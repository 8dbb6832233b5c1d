import Dispatch

/// Prints papers as PDF, in process, one after another on a thread of its own: a form takes some ten milliseconds, and
/// no task of the house waits meanwhile.
public final class PaperPress: Sendable {
    private let queue = DispatchQueue(label: "qingting.press", qos: .userInitiated)

    public init() {}

    /// A4, fonts embedded as far as they are used, the text such that it can be searched and copied.
    /// `created` is ISO 8601.
    public func pdf(of paper: Paper, created: String) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try Self.press(paper, created: created) }) }
        }
    }

    private static func press(_ paper: Paper, created: String) throws -> [UInt8] {
        let setting = try Setting(
            Sheet(isLandscape: paper.isLandscape), title: "\(paper.form) \(paper.title) \(paper.number)",
            author: paper.organisation, created: created)
        let layout = try Layout(paper, setting)
        // A box to sign alone on a second page is a form nobody files: if closer rows save that page, they stand closer.
        if layout.pages.count > 1 {
            let closer = try Layout(paper, setting, air: Layout.tight)
            if closer.pages.count < layout.pages.count { return try setting.draw(closer.pages) }
        }
        return try setting.draw(layout.pages)
    }
}
