import Kernel

extension AdherenceReport {
    /// For programs (RFC 8259): always the same keys in the same order. Slack in milliseconds, negative when late; a rate
    /// is a share of 1. What is not known is null.
    package func json() -> String {
        let lines = lines.map { "    {\"key\": \(quoted($0.key)), \"name\": \(quoted($0.name)), \($0.counts.members)}" }
        return """
            {
              "handbook": {"code": \(quoted(handbook)), "title": \(quoted(title)), "version": \(quoted(version))},
              "from": "\(from)", "to": "\(to)", "zone": \(quoted(zone)), "by": "\(grouping.rawValue)",
              "whole": \(isWhole),
              "lines": [\(lines.isEmpty ? "" : "\n" + lines.joined(separator: ",\n") + "\n  ")],
              "total": {\(total.members)},
              "never_applied": [\(neverApplied.map(quoted).joined(separator: ", "))],
              "never_kept": [\(neverKept.map(quoted).joined(separator: ", "))]
            }

            """
    }
}

extension AdherenceReport.Counts {
    fileprivate var members: String {
        let rate = rate.map { "\(($0 * 1e6).rounded() / 1e6)" } ?? "null"
        let slack = medianSlack.map { "\($0)" } ?? "null"
        return """
            "applied": \(applied), "kept": \(kept), "late": \(late), "broken": \(broken), "exempted": \(exempted), \
            "running": \(running), "rate": \(rate), "median_slack_ms": \(slack)
            """
    }
}

private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": quoted += "\\\(scalar)"
        case "\u{0}"..<" ":
            let digits = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
