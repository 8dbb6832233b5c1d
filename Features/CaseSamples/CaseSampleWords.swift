import Kernel

extension Word {
    static let samplesTitle = Word("抽查回访", "Sampled visits")
    static let samplesLead = Word(
        "每期结束由系统从已办结的门店工单中抽样，由总部没有经手的人向顾客核实。",
        "After each period the house draws from the settled cases of stores; somebody of headquarters who had no hand in them asks the customer."
    )
    static let samplesOpen = Word("待核实", "To be checked")
    static let samplesDone = Word("已核实", "Checked")
    static let samplesDraws = Word("各期抽样", "Draws")
    static let samplesNone = Word(
        "还没有抽样。手册写了抽查条款（sample.verify）的，每期结束自动抽取。",
        "Nothing was drawn. Where the handbook has a clause of sampling, the house draws at the end of each period.")
    static let samplesNothing = Word("没有待核实的工单。", "Nothing waits to be checked.")
    static let samplePeriod = Word("期间", "Period")
    static let sampleUnit = Word("单位", "Unit")
    static let sampleCase = Word("工单", "Case")
    static let samplePopulation = Word("办结", "Settled")
    static let sampleDrawn = Word("抽取", "Drawn")
    static let sampleConfirmed = Word("属实", "True")
    static let sampleDisputed = Word("不属实", "Untrue")
    static let sampleUnreachable = Word("联系不上", "Out of reach")
    static let sampleOpen = Word("未核实", "Open")
    static let sampleShare = Word("属实率", "True of all drawn")
    static let sampleVerdict = Word("核实结论", "Verdict")
    static let sampleNote = Word("顾客怎么说", "What the customer says")
    static let sampleRecord = Word("记录核实", "Record")
    static let sampleAttempts = Word("已联系 {0} 次未果", "called {0} times in vain")
    static let sampleBy = Word("{0} · {1}", "{0} · {1}")
    static let sampleSolution = Word("门店的处理：{0}", "What the store did: {0}")
    static let sampleSaved = Word("已记录。", "Recorded.")
    static let sampleSettled = Word("这一件已经核实过了。", "It has been checked already.")
    static let sampleOwnHand = Word(
        "您经手过这件工单，请未经手的同事核实。", "You had a hand in this case; somebody else has to check it.")
    static let sampleNotOurs = Word(
        "抽查由手册指定的总部岗位核实，门店不自查。",
        "It is checked by the post of headquarters that the handbook names; a store does not check itself.")
}

extension CaseSample.Verdict {
    var word: Word {
        switch self {
        case .confirmed: .sampleConfirmed
        case .disputed: .sampleDisputed
        case .unreachable: .sampleUnreachable
        }
    }
}
