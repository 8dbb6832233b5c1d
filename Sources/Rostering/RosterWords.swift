public import Kernel

extension Subject {
    /// The rule, as a person would call it.
    public var word: Word {
        switch self {
        case .cover: Word("人手", "cover")
        case .optimalCover: Word("理想人手", "best cover")
        case .companion: Word("带教：未培训人员不得单独上岗", "in training: never alone on a shift")
        case .skill: Word("技能", "skill")
        case .rest: Word("班次间休息", "rest between shifts")
        case .consecutiveWork: Word("连续上班天数", "days worked in a row")
        case .consecutiveOff: Word("连续休息天数", "days off in a row")
        case .consecutiveShift: Word("同一班次连续天数", "same shift in a row")
        case .hours: Word("工时", "hours")
        case .assignments: Word("班数", "shifts")
        case .shiftCount: Word("该班次的班数", "shifts of this kind")
        case .nights: Word("夜班均衡", "fair share of nights")
        case .weekends: Word("周末上班次数", "weekends worked")
        case .consecutiveWeekends: Word("连续周末上班", "weekends worked in a row")
        case .wholeWeekend: Word("周末要么全上要么全休", "whole weekends")
        case .sameShiftWeekend: Word("周末两天同一班次", "the same shift all weekend")
        case .nightBeforeWeekend: Word("休息周末前的夜班", "night before a free weekend")
        case .pattern: Word("不希望的排列", "unwanted pattern")
        case .rotation: Word("轮班规律", "turns of the group")
        case .settled: Word("请假或已定的安排", "leave, or settled already")
        case .wish: Word("个人意愿", "wish")
        }
    }
}

extension Score.Finding {
    /// Who, when, which rule, by how much, and what it costs.
    public func sentence(in plan: RosterPlan) -> Sentence {
        let dates =
            days.count == 1
            ? "\(plan.day(days.lowerBound))" : "\(plan.day(days.lowerBound))/\(plan.day(days.upperBound))"
        let who = member.map { plan.members[$0].name } ?? shiftNames(in: plan)
        let (chinese, english) = (Language.chinese(about.word), Language.english(about.word))
        let word =
            isHard
            ? Word("{0} {1}：违反“\(chinese)”，差 {2}", "{0} {1}: breaks '\(english)' by {2}")
            : Word("{0} {1}：未满足“\(chinese)”，差 {2}，代价 {3}", "{0} {1}: '\(english)' not met by {2}, at a cost of {3}")
        return Sentence(word, who, dates, "\(amount)", "\(cost)")
    }

    private func shiftNames(in plan: RosterPlan) -> String {
        guard let demand, plan.demands.indices.contains(demand) else { return "" }
        var names: [String] = []
        for cell in plan.demands[demand].cells {
            let name = plan.shifts[plan.works[cell.work].shift].name
            if !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: "、")
    }
}

extension RosterRefusal {
    public func sentence(in plan: RosterPlan) -> Sentence {
        func name(_ id: RosterMember.ID) -> String { plan.members.first { $0.id == id }?.name ?? id.rawValue }
        return switch self {
        case .noDays: Sentence(Word("排班表没有日期", "the roster has no days"))
        case .tooManyDays:
            Sentence(Word("一次最多排 {0} 天", "no more than {0} days at a time"), "\(RosterPlan.mostDays)")
        case .noShifts: Sentence(Word("还没有班次，请先设置班次", "there are no shifts yet; make some first"))
        case .tooManyShifts:
            Sentence(Word("班次最多 {0} 个", "no more than {0} shifts"), "\(ShiftSet.mostShifts)")
        case .noMembers:
            Sentence(
                Word("班组没有成员，或超过 {0} 人", "the group has nobody, or more than {0} people"),
                "\(RosterPlan.mostMembers)")
        case .outside(let what):
            Sentence(Word("“{0}”超出了排班表的日期或班次", "'{0}' lies outside the days or shifts of the roster"), what)
        case .tooManySums(let id):
            Sentence(
                Word("{0} 的工时与次数限制太多或数值太大，无法计算", "too many limits of hours and numbers for {0}, or too large ones"),
                name(id))
        case .twice(let id): Sentence(Word("{0} 在班组中出现了两次", "{0} stands twice in the group"), name(id))
        }
    }
}
