import Kernel

extension Word {
    static let hintsTitle = Word("类别提示", "Category hints")
    static let hintsLead = Word(
        "写工单时，按本部门已结工单的经验提示类别；只提示，不代填。",
        "While a case is written, a category is suggested from the department's own closed cases; it is never filled in."
    )
    static let hintAsk = Word("看看类别提示", "Show the category hint")
    static let hintTake = Word("采用类别“{0}”", "Take the category «{0}»")
    static let hintTaken = Word("已采用提示的类别“{0}”", "Category «{0}» taken as suggested")
    static let hintConfidence = Word("把握 {0}%", "{0}% sure")
    static let hintBecause = Word("，因为写到：{0}", ", because of: {0}")
    static let hintUnsure = Word("类别提示：这段内容拿不准，请自行选择类别。", "Category hint: not sure about this one; please choose.")
    static let hintOff = Word("类别提示未开启：{0}", "Category hints are off: {0}")
    static let hintIsOn = Word(
        "类别提示已开启；把握不到 {0} 时不提示。", "Category hints are on; below {0} certainty nothing is suggested.")
    static let hintSwitchedOff = Word("{0} 于 {1} 停用。", "switched off by {0} on {1}.")
    static let hintManager = Word("负责人", "the manager")
    static let hintTooFew = Word(
        "可供学习的已结工单 {0} 件，至少需要 {1} 件、两个类别，且每个类别至少 5 件。",
        "{0} closed cases to learn from; at least {1} are needed, of two categories with five each.")
    static let hintInaccurate = Word(
        "用留出的工单检验，准确率 {0}，低于手册要求的 {1}。",
        "on held-out cases it is right in {0}, below the {1} that the handbook asks for.")
    static let hintUntrained = Word("还没有学习过已结工单。", "it has not learned from closed cases yet.")
    static let hintSetCategory = Word("确定类别", "Set the category")
    static let hintChangeCategory = Word("更改类别", "Change the category")
    static let hintTrainingAlready = Word(
        "已经在学习或排队等待，请稍后查看结果。", "A training is under way or waiting; look again in a moment.")
    static let hintRetrain = Word("重新学习", "Train again")
    static let hintRetrainAsked = Word("已排队，学习在后台进行，不影响使用。", "Queued; it is trained in the background.")
    static let hintSwitchOff = Word("停用提示", "Switch hints off")
    static let hintSwitchOn = Word("启用提示", "Switch hints on")
    static let hintSwitchedNow = Word("已更新。", "Done.")
    static let hintDepartments = Word("部门手册", "Department")
    static let hintAsked = Word("第 {0} 次学习正在排队。", "Training {0} is waiting.")
    static let hintRunning = Word("第 {0} 次学习正在进行。", "Training {0} is running.")
    static let hintTerms = Word(
        "手册规定：准确率达到 {0} 才提示；首次学习需已结工单 {1} 件；每新结 {2} 件自动重新学习（目前新结 {3} 件）。",
        "The handbook: hints from {0} accuracy on; {1} closed cases for the first training; trained again after {2} more ({3} so far)."
    )
    static let hintAccuracy = Word("准确率", "Accuracy")
    static let hintMacroF1 = Word("各类平均（宏平均 F1）", "Average of categories (macro F1)")
    static let hintWeightedF1 = Word("按件数平均（加权 F1）", "Average of cases (weighted F1)")
    static let hintBaseline = Word("只猜最多的一类", "Commonest alone")
    static let hintCases = Word("工单数", "Cases")
    static let hintHeldOut = Word(
        "检验方法：已结工单分成五份，轮流留出一份，用其余四份学到的去判断，共检验 {0} 件；留出的工单没有参与学习。",
        "How it was tested: the closed cases are dealt into five parts; each is judged by what the other four teach, {0} cases in all. No case was judged by what had learned from it."
    )
    static let hintByCategory = Word("各类别", "By category")
    static let hintPrecision = Word("提示对的比例", "Precision")
    static let hintRecall = Word("认出的比例", "Recall")
    static let hintConfusions = Word("容易混淆的类别", "Taken for one another")
    static let hintNoConfusions = Word("检验中没有混淆。", "Nothing was taken for something else.")
    static let hintTruth = Word("实际类别", "Is")
    static let hintSaid = Word("误判为", "Taken for")
    static let hintAcceptance = Word("采用情况（近 12 周）", "Taken or not (last 12 weeks)")
    static let hintWeek = Word("{0} 起一周", "week of {0}")
    static let hintWeekOf = Word("周", "Week")
    static let hintOffered = Word("提示", "Suggested")
    static let hintAccepted = Word("采用", "Taken")
    static let hintChanged = Word("改选", "Another chosen")
    static let hintDeclined = Word("未选", "None chosen")
    static let hintRate = Word("采用率", "Rate")
    static let hintHistory = Word("学习记录", "Trainings")
    static let hintNoHistory = Word("还没有学习过。", "There has been no training yet.")
    static let hintNumber = Word("序号", "No.")
    static let hintWhen = Word("时间", "When")
    static let hintAskedBy = Word("发起", "Asked by")
    static let hintByItself = Word("自动", "by itself")
    static let hintState = Word("状态", "State")
}

extension CategoryTraining.State {
    var word: Word {
        switch self {
        case .asked: Word("排队", "waiting")
        case .running: Word("进行中", "running")
        case .done: Word("完成", "done")
        case .idle: Word("样本不足", "too few cases")
        }
    }
}
