import Handbook
import Kernel

/// What is not as the clauses ask, found on a roster: all of it at once, each with the clause that asks (GAME-04, 17, 18).
struct RosterFinding: Hashable, Sendable {
    enum Matter: Hashable, Sendable {
        /// Fewer than the group's minimum: group, hours, present, minimum.
        case belowMinimum(ShiftGroup.ID, Range<Instant>, present: Int, minimum: Int)
        /// As many as must be and fewer than should be: group, hours, present, target. It stands in nobody's way.
        case belowTarget(ShiftGroup.ID, Range<Instant>, present: Int, target: Int)
        /// A group with people of which nobody is on the whole roster: how many of it must be there when it works.
        case groupAbsent(ShiftGroup.ID, minimum: Int)
        /// Nobody at all in hours in which the unit promises somebody.
        case unmanned(Range<Instant>)
        /// Nobody of the lines of a channel in hours in which that promises somebody (GEN3-02).
        case channelUnmanned(ReceptionChannel.ID, name: String, Range<Instant>)
        /// A person without the training or skill, alone on the line (GAME-04).
        case unqualified(ShiftAssignment.ID, Staff.ID, skill: String)
        /// There to learn, and no qualified mentor on the same shift (GAME-04).
        case noMentor(ShiftAssignment.ID, Staff.ID)
        case overlap(Staff.ID, Range<Instant>, Range<Instant>)
        case shortRest(Staff.ID, Instant, minutes: Int, asked: Int)
        case longWeek(Staff.ID, Day, minutes: Int, asked: Int)
        case noDayOff(Staff.ID, Day)
        /// A shift over agreed leave: which hours of it are missed. It opens when the roster is published (GAME-60).
        case onLeave(ShiftAssignment.ID, Staff.ID, Range<Instant>)
        /// A shift nobody has taken yet.
        case open(ShiftAssignment.ID, Range<Instant>)
        /// A duty with nobody, or without the second one (MART-13, SOFT-66).
        case dutyUnmanned(DutyAssignment.Kind, Range<Instant>)
        case dutyWithoutBackup(DutyAssignment.Kind, Range<Instant>)
        /// Fewer than at the edge of a month must be there (SOFT-19).
        case monthEdge(Day, present: Int, minimum: Int)
    }

    let matter: Matter
    /// The clause that asks; nothing: no handbook has to say that nobody works twice at once.
    let clause: String?
    /// Publishing and approvals are refused.
    let isBlock: Bool

    /// An open shift is said and counts for nothing: what it lacks, the minimum says. Nor does a group that does not work, nor
    /// one below its target: no clause asks for that.
    var counts: Bool {
        switch matter {
        case .open, .groupAbsent, .belowTarget: false
        default: true
        }
    }

    /// Whom it is about.
    var person: Staff.ID? {
        switch matter {
        case .unqualified(_, let person, _), .noMentor(_, let person), .overlap(let person, _, _),
            .shortRest(let person, _, _, _), .longWeek(let person, _, _, _), .noDayOff(let person, _),
            .onLeave(_, let person, _):
            person
        case .belowMinimum, .belowTarget, .groupAbsent, .unmanned, .channelUnmanned, .open, .dutyUnmanned,
            .dutyWithoutBackup, .monthEdge:
            nil
        }
    }

    /// That somebody works too much or rests too little.
    var isAboutRest: Bool {
        switch matter {
        case .shortRest, .longWeek, .noDayOff: true
        case .belowMinimum, .belowTarget, .groupAbsent, .unmanned, .channelUnmanned, .unqualified, .noMentor, .overlap,
            .onLeave, .open,
            .dutyUnmanned, .dutyWithoutBackup, .monthEdge:
            false
        }
    }

    /// Hours for which a clause asks somebody on duty, and nobody is arranged (MART-13, SOFT-66).
    var isUnmannedDuty: Bool { if case .dutyUnmanned = matter { true } else { false } }

    /// Was not there before a change, nor anything as bad in its place.
    func isNew(after before: [RosterFinding]) -> Bool { !before.contains { $0 == self || $0.isAsBad(as: self) } }

    private func isAsBad(as other: RosterFinding) -> Bool {
        switch (matter, other.matter) {
        case (.belowMinimum(let group, let hours, let present, _), .belowMinimum(let same, let part, let now, _)):
            group == same && hours.holds(part) && now >= present
        case (.unmanned(let hours), .unmanned(let part)): hours.holds(part)
        case (.channelUnmanned(let channel, _, let hours), .channelUnmanned(let same, _, let part)):
            channel == same && hours.holds(part)
        case (.shortRest(let person, let at, let minutes, _), .shortRest(let same, let then, let now, _)):
            person == same && at == then && now >= minutes
        case (.longWeek(let person, let week, let minutes, _), .longWeek(let same, let then, let now, _)):
            person == same && week == then && now <= minutes
        case (.monthEdge(let day, let present, _), .monthEdge(let same, let now, _)): day == same && now >= present
        default: false
        }
    }
}

extension Range<Instant> {
    fileprivate func holds(_ part: Range<Instant>) -> Bool {
        lowerBound <= part.lowerBound && upperBound >= part.upperBound
    }
}
