import Database
import Handbook
import Kernel

/// Shifts, groups and patterns of a unit: by hand, or taken over from the handbook.
extension Rosters {
    /// What the handbook names and the unit does not have yet; says how many shifts, groups and patterns came. A group that
    /// stands for a line waits for the line: those that are missing are all named, and nothing comes.
    @discardableResult
    func takeOver(in unit: Unit.ID, by actor: Actor) throws -> Int {
        try authorize(actor, .reassignCase, in: unit, isOwn: false)
        let setting = try setting(of: unit)
        let terms = setting.handbook.shifts
        let known = Set(try tx.shiftTemplates.of(unit).map(\.code))
        var count = 0
        for template in terms.templates where !known.contains(template.code) {
            try tx.shiftTemplates.insert(
                ShiftTemplate(
                    id: tx.ids.make(), unit: unit, code: template.code, chinese: template.name,
                    english: template.english, starts: template.hours.lowerBound,
                    lengthMinutes: template.hours.upperBound.minutes - template.hours.lowerBound.minutes,
                    breakMinutes: template.breakMinutes, isNight: template.isNight))
            count += 1
        }
        count += try takeOver(terms.groups, in: unit)
        let patterns = Set(try tx.rotationPatterns.of(unit).map(\.name))
        for pattern in terms.patterns where !patterns.contains(pattern.name) {
            var offsets: [ShiftGroup.ID: Int] = [:]
            for (place, name) in pattern.groups.enumerated() {
                offsets[try group(named: name, in: unit, terms.groupMinimum).id] = place
            }
            try tx.rotationPatterns.insert(
                try RotationPattern(
                    id: tx.ids.make(), unit: unit, name: pattern.name,
                    anchor: setting.calendar.day(of: tx.now).firstOfMonth,
                    cycle: pattern.cycle.map { $0 == "-" ? nil : $0 },
                    days: pattern.isForWorkingDays ? .working : .every,
                    edge: pattern.edge.map { .init(code: $0, first: pattern.edgeDays, last: pattern.edgeDays) },
                    offsets: offsets))
            count += 1
        }
        try noteTerms(of: unit, by: actor)
        return count
    }

    /// Whoever calls has asked who may.
    func takeOver(_ groups: [ShiftTerms.Group], in unit: Unit.ID) throws -> Int {
        let known = Set(try tx.shiftGroups.of(unit).map(\.name))
        let missing = groups.filter { !known.contains($0.name) }
        guard !missing.isEmpty else { return 0 }
        let lines = Dictionary(try lines(of: unit).map { ($0.name, $0.id) }) { nearest, _ in nearest }
        let unknown = missing.compactMap(\.line).filter { lines[$0] == nil }.uniqued()
        guard unknown.isEmpty else { throw ShiftGroup.Refusal.unknownLines(unknown) }
        guard known.count + missing.count <= ShiftGroup.most else {
            throw ShiftGroup.Refusal.tooMany(ShiftGroup.most)
        }
        for group in missing {
            try tx.shiftGroups.insert(
                ShiftGroup(
                    id: tx.ids.make(), unit: unit, name: group.name, line: group.line.flatMap { lines[$0] },
                    minimum: group.minimum, target: group.target))
        }
        return missing.count
    }

    func add(_ template: ShiftTemplate, by actor: Actor) throws {
        try authorize(actor, .reassignCase, in: template.unit, isOwn: false)
        let there = try tx.shiftTemplates.of(template.unit)
        guard !there.contains(where: { $0.code == template.code }) else {
            throw ShiftTemplate.Refusal.codeTaken(template.code)
        }
        guard there.count < ShiftTemplate.most else { throw ShiftGroup.Refusal.tooMany(ShiftTemplate.most) }
        try tx.shiftTemplates.insert(template)
        try noteTerms(of: template.unit, by: actor)
    }

    func add(_ group: ShiftGroup, by actor: Actor) throws {
        try authorize(actor, .reassignCase, in: group.unit, isOwn: false)
        let there = try tx.shiftGroups.of(group.unit)
        guard !there.contains(where: { $0.name == group.name }) else { throw ShiftGroup.Refusal.nameTaken(group.name) }
        guard there.count < ShiftGroup.most else { throw ShiftGroup.Refusal.tooMany(ShiftGroup.most) }
        try requireOwn(group.line, in: group.unit)
        try tx.shiftGroups.insert(group)
        try noteTerms(of: group.unit, by: actor)
    }

    /// Its name, how many of it must and should be there, and the line it stands for (GAME-18, GAME-61). What is on a roster
    /// already keeps its line.
    func set(
        _ name: String, _ minimum: Int, target: Int, line: Line.ID?, of id: ShiftGroup.ID, by actor: Actor
    ) throws {
        var group = try tx.shiftGroups.require(id)
        try authorize(actor, .reassignCase, in: group.unit, isOwn: false)
        guard try !tx.shiftGroups.of(group.unit).contains(where: { $0.id != id && $0.name == name }) else {
            throw ShiftGroup.Refusal.nameTaken(name)
        }
        try requireOwn(line, in: group.unit)
        group.name = name
        group.minimum = minimum
        group.target = max(minimum, target)
        group.line = line
        try tx.shiftGroups.save(group)
        try noteTerms(of: group.unit, by: actor)
    }

    /// No roster is made with it any more; what it worked stays. A pattern in which it turns goes first.
    func retire(group id: ShiftGroup.ID, by actor: Actor) throws {
        var group = try tx.shiftGroups.require(id)
        try authorize(actor, .reassignCase, in: group.unit, isOwn: false)
        let patterns = try tx.rotationPatterns.of(group.unit)
        if let pattern = patterns.first(where: { !$0.isRetired && $0.offsets[id] != nil }) {
            throw ShiftGroup.Refusal.inPattern(pattern.name)
        }
        group.retiredAt = tx.now
        try tx.shiftGroups.save(group)
        try noteTerms(of: group.unit, by: actor)
    }

    /// The lines of a unit and of those above it.
    func lines(of unit: Unit.ID) throws -> [Line] {
        try tx.lines.list(in: try tx.units.chain(from: unit).map(\.id))
    }

    private func requireOwn(_ line: Line.ID?, in unit: Unit.ID) throws {
        guard let line else { return }
        guard try lines(of: unit).contains(where: { $0.id == line }) else { throw Line.Refusal.unknown }
    }

    /// From a day on; whoever is in another group of the unit in those days is refused.
    func join(_ person: Staff.ID, _ id: ShiftGroup.ID, from day: Day, by actor: Actor) throws {
        let group = try tx.shiftGroups.require(id)
        try authorize(actor, .reassignCase, in: group.unit, isOwn: false)
        guard try tx.colleagues(of: group.unit, limit: Roster.mostPeople).contains(where: { $0.id == person }) else {
            throw ShiftAssignment.Refusal.notOfUnit
        }
        let member = ShiftGroup.Member(id: tx.ids.make(), group: id, staff: person, from: day, until: nil)
        for other in try tx.shiftGroups.memberships(of: person) where other.overlaps(member) {
            if let taken = try tx.shiftGroups.find(other.group), taken.unit == group.unit {
                throw ShiftGroup.Refusal.memberAlready(taken.name)
            }
        }
        try tx.shiftGroups.insert(member)
        try noteTerms(of: group.unit, by: actor)
    }

    /// Through a day. Who was to come later never came.
    func leave(_ id: ShiftGroup.Member.ID, through day: Day, by actor: Actor) throws {
        guard var member = try tx.shiftGroups.member(id) else { throw ShiftGroup.Refusal.noMember }
        let group = try tx.shiftGroups.require(member.group)
        try authorize(actor, .reassignCase, in: group.unit, isOwn: false)
        if member.from > day {
            try tx.shiftGroups.remove(member.id)
        } else {
            member.until = day
            try tx.shiftGroups.save(member)
        }
        try noteTerms(of: group.unit, by: actor)
    }

    func add(_ pattern: RotationPattern, by actor: Actor) throws {
        try authorize(actor, .reassignCase, in: pattern.unit, isOwn: false)
        let there = try tx.rotationPatterns.of(pattern.unit)
        guard !there.contains(where: { $0.name == pattern.name }) else {
            throw RotationPattern.Refusal.nameTaken(pattern.name)
        }
        guard there.count < RotationPattern.most else { throw ShiftGroup.Refusal.tooMany(RotationPattern.most) }
        let codes = Set(try tx.shiftTemplates.of(pattern.unit).filter { !$0.isRetired }.map(\.code))
        if let unknown = pattern.codes.sorted().first(where: { !codes.contains($0) }) {
            throw RotationPattern.Refusal.unknownCode(unknown)
        }
        let groups = Set(try tx.shiftGroups.of(pattern.unit).map(\.id))
        guard pattern.offsets.keys.allSatisfy(groups.contains) else { throw ShiftGroup.Refusal.unknown }
        try tx.rotationPatterns.insert(pattern)
        try noteTerms(of: pattern.unit, by: actor)
    }

    func retire(template id: ShiftTemplate.ID, by actor: Actor) throws {
        var template = try tx.shiftTemplates.require(id)
        try authorize(actor, .reassignCase, in: template.unit, isOwn: false)
        template.retiredAt = tx.now
        try tx.shiftTemplates.save(template)
        try noteTerms(of: template.unit, by: actor)
    }

    func retire(pattern id: RotationPattern.ID, by actor: Actor) throws {
        var pattern = try tx.rotationPatterns.require(id)
        try authorize(actor, .reassignCase, in: pattern.unit, isOwn: false)
        pattern.retiredAt = tx.now
        try tx.rotationPatterns.save(pattern)
        try noteTerms(of: pattern.unit, by: actor)
    }

    private func group(named name: String, in unit: Unit.ID, _ minimum: Int) throws -> ShiftGroup {
        if let group = try tx.shiftGroups.of(unit).first(where: { $0.name == name }) { return group }
        let group = ShiftGroup(id: tx.ids.make(), unit: unit, name: name, minimum: minimum, target: minimum)
        try tx.shiftGroups.insert(group)
        return group
    }

    private func noteTerms(of unit: Unit.ID, by actor: Actor) throws {
        try tx.record(.shiftTermsChanged, about: Subject(.unit, unit.rawValue), in: unit, by: actor.staff.id)
    }
}
