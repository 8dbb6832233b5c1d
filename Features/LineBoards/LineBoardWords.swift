import Kernel

extension Word {
    static let lineBoardTitle = Word("分线表", "Line board")
    static let lineBoardOf = Word("{0} · 分线表", "{0} · Line board")
    static let lineBoardLead = Word(
        "谁在本班办哪条线的工单。没有分线的人，按平时所属的业务线接单。",
        "Who works which line on this shift. Whoever is put on none takes cases of the lines they are a member of.")
    static let lineBoardTurns = Word("班次", "Shifts")
    static let lineBoardPeople = Word("{0} 人", "{0} people")
    static let lineBoardUsual = Word("按平时", "As usual")
    static let lineBoardSave = Word("保存分线", "Save the board")
    static let lineBoardSaved = Word("已分线，{0} 人有变动，系统已通知本人。", "Saved: {0} changed, and were told.")
    static let lineBoardUnchanged = Word("没有变动。", "Nothing has changed.")
    static let lineBoardHere = Word("本班 / 当班", "This shift / on duty")
    static let lineBoardWhole = Word("各业务线", "The lines")
    static let lineBoardWho = Word("本班人员", "People of the shift")
    static let lineBoardEmpty = Word(
        "前后一天半没有已发布的班。发布排班表后，就能在这里分线。",
        "No published shift within a day and a half. Publish a roster, and its people can be put on lines here.")
    static let lineBoardNoLines = Word(
        "这个单位还没有启用的业务线。先建好业务线，再分线。", "The unit has no line in use. Found one first.")
    static let lineBoardNoUnit = Word(
        "您所在的单位今明两天没有已发布的排班表。", "None of your units has a published roster for today or tomorrow.")
    static let lineBoardElsewhere = Word("本班在{0}", "on {0} for this shift")
    static let lineBoardGuest = Word("本班临时分来", "put here for this shift")
    static let lineBoardMentor = Word("随{0}学习，不单独接单", "learns beside {0}, takes no cases alone")
    static let lineBoardLacking = Word("缺技能：{0}", "lacks skills: {0}")
    static let lineBoardNeed = Word("{0}（{1} {2} 级）", "{0} ({1} {2})")
    static let lineBoardCut = Word("本班 {1} 人，只列前 {0} 人。", "The first {0} of {1} people are listed.")
    static let lineBoardPast = Word("这一班已经结束，只能查看。", "This shift is over: it can only be read.")

    static let lineBoardProblem = Word("{0}：{1}。", "{0}: {1}.")
    static let lineBoardOver = Word("这一班已经结束", "the shift is over")
    static let lineBoardGone = Word("已不在这一班", "not on this shift any more")
    static let lineBoardChanged = Word("刚被分到{0}，请看过再改", "has just been put on {0}; look again before you change it")
    static let lineBoardFreed = Word("刚被改为按平时，请看过再改", "has just been put on no line; look again before you change it")
    static let lineBoardLearns = Word("还在带教，不能单独分线", "still learns beside somebody, and stands on no line alone")
    static let lineBoardLacks = Word("上{0}缺“{1}”{2} 级", "lacks {1} {2} for {0}")
    static let lineBoardLacksClause = Word("上{0}缺“{1}”{2} 级（手册 {3}）", "lacks {1} {2} for {0} (clause {3})")
    static let lineBoardMayNotWork = Word("没有办理工单的权限", "may not work cases")
}
