import Kernel

/// The few texts that only a script can place, because only it knows the time or the number. One JSON object on
/// `<body>`, read by `Public/js/desk.js`.
enum BehaviourWords {
    static func json(_ language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    private static let chinese = made(.chinese)
    private static let english = made(.english)

    private static func made(_ language: Language) -> String {
        let words: [String: Word] = [
            "left": .timeLeft, "late": .timeLate, "days": .timeDays, "hours": .timeHours, "minutes": .timeMinutes,
            "underAMinute": .timeUnderAMinute, "copied": .copied, "arrived": .rowsArrived, "show": .show,
            "unsaved": .unsaved,
            "palette": .paletteTitle, "keys": .keysTitle, "next": .keyNext, "previous": .keyPrevious,
            "open": .keyOpen, "search": .keySearch, "offline": .offline, "still": .pageIsStill,
            "sending": .filesSending,
            "sendingFailed": .filesNotSent, "select": .keySelect, "peek": .keyPeek, "tooLong": .fieldTooLong,
        ]
        let pairs = words.sorted { $0.key < $1.key }.map { key, word in
            "\"\(key)\":\(quoted(language(word)))"
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
