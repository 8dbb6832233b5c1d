import Kernel

/// One thing that is going to happen in a played history.
enum DemoErrand: Sendable {
    /// The next step of a case.
    case life(Int)
    /// Somebody reads the handbook and signs for it.
    case reading(String)
    /// Notices are read in the morning, checks are made in the afternoon.
    case notices, rounds
    case review
    /// The next thing of a call.
    case call(Int)
    /// The next thing of a call of the department's own.
    case ownCall(Int)
    /// Customers and channels are entered; later another channel; somebody's data go.
    case folk, laterChannel, erasure
    /// What the day is to be written down with.
    case papers
    case loan(DemoLoan)
    case joining(DemoPerson)
    /// What a department that works in shifts does about them.
    case shifts(DemoShiftDeed)
}

struct DemoAgenda: Sendable {
    /// The latest first, so that the next one is taken from the end.
    private var entries: [(at: Instant, errand: DemoErrand)] = []

    mutating func add(_ errand: DemoErrand, at instant: Instant) {
        var (lower, upper) = (0, entries.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if entries[middle].at > instant { lower = middle + 1 } else { upper = middle }
        }
        entries.insert((at: instant, errand: errand), at: lower)
    }

    /// Takes the next thing out; nothing when all that is left lies after the end.
    mutating func next(before end: Instant) -> (DemoErrand, Instant)? {
        guard let next = entries.last, next.at <= end else { return nil }
        entries.removeLast()
        return (next.errand, next.at)
    }
}

extension DemoPlan {
    /// What people do beside their cases: reading, checking, lending a post, joining.
    func enterErrands(into agenda: inout DemoAgenda, from founded: Instant, dice: inout DemoDice) {
        let hours = department.hours
        for person in department.pack.people where !person.isNewcomer {
            let soon = hours.deadline(after: founded, working: .minutes(dice.number(10...300)))
            switch person.reading {
            case .prompt: agenda.add(.reading(person.account), at: soon)
            case .late:
                agenda.add(.reading(person.account), at: hours.deadline(after: soon + .days(9), working: .minutes(1)))
            case .never: break
            }
        }
        for person in department.pack.people where person.isNewcomer { agenda.add(.joining(person), at: joins) }
        for loan in department.pack.loans {
            let at = hours.deadline(after: until - .days(loan.began), working: .minutes(dice.number(5...60)))
            agenda.add(.loan(loan), at: at)
        }
        agenda.add(.folk, at: hours.deadline(after: founded, working: .minutes(320)))
        agenda.add(.erasure, at: hours.deadline(after: founded + .days(14), working: .minutes(dice.number(20...200))))
        agenda.add(.laterChannel, at: hours.deadline(after: until - .days(1), working: .minutes(dice.number(20...200))))
        agenda.add(.review, at: hours.deadline(after: founded + .days(12), working: .minutes(90)))
        for day in hours.day(of: founded)...hours.day(of: until) where hours.isWorkingDay(day) {
            guard let first = hours.openings(on: day).first, let last = hours.openings(on: day).last else { continue }
            agenda.add(.notices, at: first.lowerBound + .minutes(dice.number(4...14)))
            agenda.add(.rounds, at: max(last.lowerBound, last.upperBound - .minutes(dice.number(30...80))))
            agenda.add(.papers, at: max(last.lowerBound, last.upperBound - .minutes(95)))
        }
        DemoShiftDeed.enter(into: &agenda, of: department, until: until)
    }
}
