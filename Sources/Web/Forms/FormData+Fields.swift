public import Kernel

/// Each reads one field and answers a value or, in the reader's language, what would be right.
/// Give them to Kernel's `form(…)`, which tells all the problems at once.
extension FormData {
    /// Text that must be there. `max` counts characters as people count them.
    public func required(_ name: String, max limit: Int = 200) -> Field<String> {
        probe?.note(name, .text(max: limit), isRequired: true)
        return text(name).isEmpty && !spoiled.contains(name)
            ? bad(name, language(.fieldRequired)) : checked(name, max: limit)
    }

    /// Text that may be left out; empty is nil.
    public func optional(_ name: String, max limit: Int = 200) -> Field<String?> {
        probe?.note(name, .text(max: limit), isRequired: false)
        return text(name).isEmpty && !spoiled.contains(name) ? .good(nil) : checked(name, max: limit).asOptional
    }

    /// One of the cases of an enum, by its raw value.
    public func choice<Choice: RawRepresentable>(_ name: String, of: Choice.Type = Choice.self) -> Field<Choice>
    where Choice.RawValue == String {
        probe?.note(name, .choice(rawValues(of: Choice.self)), isRequired: true)
        if let choice = Choice(rawValue: text(name)) { return .good(choice) }
        return bad(name, language(text(name).isEmpty ? .fieldChoose : .fieldUnknownChoice))
    }

    public func optionalChoice<Choice: RawRepresentable>(
        _ name: String, of: Choice.Type = Choice.self
    ) -> Field<Choice?> where Choice.RawValue == String {
        probe?.note(name, .choice(rawValues(of: Choice.self)), isRequired: false)
        return text(name).isEmpty ? .good(nil) : choice(name, of: Choice.self).asOptional
    }

    /// The id of a record, as chosen from a list. Whether it may be chosen, the action decides.
    public func identifier<Owner>(_ name: String, of: Owner.Type = Owner.self) -> Field<Identifier<Owner>> {
        probe?.note(name, .identifier, isRequired: true)
        return switch required(name, max: 64) {
        case .good(let text): .good(Identifier(text))
        case .bad: bad(name, language(.fieldChoose))
        }
    }

    public func optionalIdentifier<Owner>(
        _ name: String, of: Owner.Type = Owner.self
    ) -> Field<Identifier<Owner>?> {
        probe?.note(name, .identifier, isRequired: false)
        return text(name).isEmpty ? .good(nil) : identifier(name, of: Owner.self).asOptional
    }

    /// A box that is ticked or not; never a problem.
    public func ticked(_ name: String) -> Field<Bool> {
        probe?.note(name, .flag, isRequired: false)
        return .good(sent(name) != nil)
    }

    /// A whole number, in half- or full-width digits, within bounds.
    public func integer(_ name: String, in bounds: ClosedRange<Int> = 0...1_000_000_000) -> Field<Int> {
        probe?.note(name, .integer(bounds), isRequired: true)
        guard let number = Int(text(name).halfWidth), bounds.contains(number) else {
            return bad(
                name, language(.fieldIntegerBetween, String(bounds.lowerBound), String(bounds.upperBound)))
        }
        return .good(number)
    }

    public func optionalInteger(_ name: String, in bounds: ClosedRange<Int> = 0...1_000_000_000) -> Field<Int?> {
        probe?.note(name, .integer(bounds), isRequired: false)
        return text(name).isEmpty ? .good(nil) : integer(name, in: bounds).asOptional
    }

    /// `12`, `12.50`, `1,234.50 元`
    public func money(_ name: String) -> Field<Money> {
        probe?.note(name, .money, isRequired: true)
        if let money = Money(typed: text(name).halfWidth) { return .good(money) }
        return bad(name, language(.fieldMoney))
    }

    public func optionalMoney(_ name: String) -> Field<Money?> {
        probe?.note(name, .money, isRequired: false)
        return text(name).isEmpty ? .good(nil) : money(name).asOptional
    }

    /// Whatever people type for a telephone number; see `PhoneNumber(typed:)`.
    public func phone(_ name: String) -> Field<PhoneNumber> {
        probe?.note(name, .phone, isRequired: true)
        if let phone = PhoneNumber(typed: text(name)) { return .good(phone) }
        return bad(name, language(.fieldPhone))
    }

    public func optionalPhone(_ name: String) -> Field<PhoneNumber?> {
        probe?.note(name, .phone, isRequired: false)
        return text(name).isEmpty ? .good(nil) : phone(name).asOptional
    }

    /// The door for values of other kinds: `typed.value("every", or: t(.spanExample)) { Span($0) }`.
    public func value<Value>(
        _ name: String, or problem: String, _ read: (String) -> Value?
    ) -> Field<Value> {
        probe?.note(name, .other, isRequired: true)
        if let value = read(text(name)) { return .good(value) }
        return bad(name, problem)
    }

    public func optionalValue<Value>(
        _ name: String, or problem: String, _ read: (String) -> Value?
    ) -> Field<Value?> {
        probe?.note(name, .other, isRequired: false)
        return text(name).isEmpty ? .good(nil) : value(name, or: problem, read).asOptional
    }

    func bad<Value>(_ name: String, _ problem: String) -> Field<Value> { .bad(name: name, problem: problem) }

    private func checked(_ name: String, max limit: Int) -> Field<String> {
        if spoiled.contains(name) { return bad(name, language(.fieldNul)) }
        let typed = text(name)
        if typed.count > limit {
            return bad(name, language(.fieldTooLong, String(limit), String(typed.count)))
        }
        // Control characters other than tab and line ends have no place in text that people read.
        let isPrintable = typed.unicodeScalars.allSatisfy { scalar in
            scalar.properties.generalCategory != .control || scalar == "\n" || scalar == "\r" || scalar == "\t"
        }
        return isPrintable ? .good(typed) : bad(name, language(.fieldUnprintable))
    }
}

extension Field {
    /// The same answer where the value might have been left out.
    public var asOptional: Field<Value?> {
        switch self {
        case .good(let value): .good(value)
        case .bad(let name, let problem): .bad(name: name, problem: problem)
        }
    }
}

extension String {
    /// １２ → 12: a Chinese keyboard in full-width mode types U+FF01…U+FF5E for U+0021…U+007E.
    var halfWidth: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
                }))
    }
}
