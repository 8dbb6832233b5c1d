import Foundation
public import Testing

/// Compares a whole thing (a table, a page, a print form) with the committed `Golden/<name>.txt` beside the test.
///
/// `QINGTING_GOLDEN=write` writes the files anew and says so: then read the diff.
public func golden(
    _ text: String,
    named name: String,
    file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let path = URL(fileURLWithPath: file).deletingLastPathComponent()
        .appending(path: "Golden").appending(path: "\(name).txt")
    // The secret of a form is masked anew in every page.
    let steady = text.replacing(/m\.[0-9a-f]{18,}/, with: "secret")
    let actual = steady.hasSuffix("\n") ? steady : steady + "\n"
    let committed = try? String(contentsOf: path, encoding: .utf8)
    if actual == committed { return }

    guard ProcessInfo.processInfo.environment["QINGTING_GOLDEN"] == "write" else {
        Issue.record(Comment(rawValue: complaint(name, actual, committed)), sourceLocation: sourceLocation)
        return
    }
    do {
        try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try actual.write(to: path, atomically: true, encoding: .utf8)
        print("golden: wrote \(path.path)")
    } catch {
        Issue.record(error, "golden: cannot write \(path.path)", sourceLocation: sourceLocation)
    }
}

/// Shows the first line that differs: the rest is for `git diff`, after writing.
private func complaint(_ name: String, _ actual: String, _ committed: String?) -> String {
    guard let committed else {
        return "there is no Golden/\(name).txt; QINGTING_GOLDEN=write makes it from:\n\(actual)"
    }
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let old = committed.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(new, old).prefix { $0 == $1 }.count
    return """
        Golden/\(name).txt differs from line \(line + 1) on; QINGTING_GOLDEN=write accepts what is new
        committed: \(line < old.count ? old[line] : "(the end)")
        now:       \(line < new.count ? new[line] : "(the end)")
        """
}
