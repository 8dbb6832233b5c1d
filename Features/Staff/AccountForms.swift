import Kernel
import Web

/// A secret that somebody chooses, typed twice. Passwords are taken as they are: a space at the end belongs to them.
enum AccountForms {
    static func newPassword(_ typed: FormData, in t: Language) throws(Invalid) -> String {
        try twice("password", typed, in: t)
    }

    /// Nothing when the PIN is to be taken away.
    static func newPIN(_ typed: FormData, in t: Language) throws(Invalid) -> String? {
        if typed.sent("remove") != nil { return nil }
        return try twice("pin", typed, in: t)
    }

    private static func twice(_ name: String, _ typed: FormData, in t: Language) throws(Invalid) -> String {
        let secret = typed.sent(name) ?? ""
        guard secret == typed.sent("again") ?? "" else { throw Invalid(["again": t(.meNotTheSame)]) }
        return secret
    }
}

extension NewSecretRefused {
    /// All that speaks against it, beside its field.
    func invalid(in t: Language) -> Invalid {
        switch self {
        case .password(let problems): Invalid(["password": problems.map { $0.sentence(in: t) }.joined(separator: " ")])
        case .pin(let problems): Invalid(["pin": problems.map { $0.sentence(in: t) }.joined(separator: " ")])
        }
    }
}

extension Password.Problem {
    func sentence(in t: Language) -> String {
        switch self {
        case .tooShort(let least, let has): t(.passwordTooShort, String(least), String(has))
        case .tooLong(let most): t(.passwordTooLong, String(most))
        case .containsAccount: t(.passwordContainsAccount)
        case .onlyDigits: t(.passwordOnlyDigits)
        case .tooCommon: t(.passwordTooCommon)
        case .sameAsBefore: t(.passwordSameAsBefore)
        }
    }
}

extension PIN.Problem {
    func sentence(in t: Language) -> String {
        switch self {
        case .notDigits(let least, let most): t(.pinNotDigits, String(least), String(most))
        case .tooSimple: t(.pinTooSimple)
        }
    }
}
