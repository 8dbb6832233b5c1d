import Kernel

/// The door.
extension Word {
    static let signInTitle = Word("登录", "Sign in")
    static let signInAccount = Word("账号", "Account")
    static let signInPassword = Word("密码", "Password")
    static let signInAct = Word("登录", "Sign in")
    static let signInLanguage = Word("语言", "Language")
    static let languageOwnName = Word("中文", "English")
    static let signInWrong = Word("账号或密码不正确，请核对后再试。", "Account or password is not right. Please check and try again.")
    static let signInLapsed = Word(
        "这个初始密码已经过期：发出后 {0} 小时内有效。请联系给您密码的主管，重新生成一个。",
        "This first password has lapsed: it is good for {0} hours. Please ask the superior who gave it to you for another one."
    )
    static let signInWait = Word("尝试次数过多，请 {0} 秒后再试。", "Too many tries. Please try again in {0} seconds.")
    static let signInWaitAWhile = Word("尝试次数过多，请稍后再试。", "Too many tries. Please try again later.")
    static let signInBusy = Word("同时登录的人太多，请稍后再试。", "Too many people are signing in at once. Please try again shortly.")
    static let signInFirstTitle = Word("设置新密码", "Choose your password")
    static let signInFirstLead = Word(
        "{0}，现在的密码是别人给的，请先换成自己的。", "{0}, your present password was given to you. Please choose your own first.")
    static let lockTitle = Word("屏幕已锁定", "Screen locked")
    static let lockOf = Word("{0} 的屏幕", "The screen of {0}")
    static let lockSecret = Word("PIN 码或密码", "PIN or password")
    static let lockOpen = Word("解锁", "Unlock")
    static let lockChange = Word("换人", "Change person")
    static let lockChangeLead = Word(
        "登录后，前一位的屏幕随即关闭，未提交的内容不再显示。",
        "When you sign in, the screen of the person before you closes, and nothing of it remains.")
    static let lockBack = Word("返回锁屏", "Back to the locked screen")
    static let lockSignOut = Word("退出", "Sign out")
}

/// My account.
extension Word {
    static let meTitle = Word("我的账号", "My account")
    static let mePosts = Word("我的岗位", "My posts")
    static let meNoPosts = Word("目前没有岗位，请联系主管安排任职。", "You hold no post at present. Please ask your superior.")
    static let meOnLoan = Word("代 {0}", "for {0}")
    static let meLend = Word("请人代理", "Lend a post")
    static let meLook = Word("语言与外观", "Language and look")
    static let meTheme = Word("外观", "Look")
    static let themeOfMachine = Word("跟随系统", "As the machine")
    static let themeOfDay = Word("浅色", "Light")
    static let themeOfNight = Word("深色", "Dark")
    static let meApply = Word("应用", "Apply")
    static let mePassword = Word("修改密码", "Change password")
    static let meCurrent = Word("现在的密码", "Present password")
    static let meCurrentWrong = Word("现在的密码不正确。", "The present password is not right.")
    static let meNewPassword = Word("新密码", "New password")
    static let meAgain = Word("再输入一次", "Once more")
    static let meNotTheSame = Word("两次输入不一致。", "The two are not the same.")
    static let mePasswordHint = Word(
        "至少 10 个字，一句话最好记。修改后其他设备上的登录随即失效。",
        "At least 10 characters; a sentence is easy to keep in mind. Your other sessions end.")
    static let mePrograms = Word("接口令牌与推送", "Tokens and webhooks")
    static let meProgramsLead = Word(
        "程序凭它们以您的名义读写。您自己修改密码不会收回它们；如果密码可能被别人知道了，请一并收回。",
        "Programs act in your name by these. A new password of your own does not take them back; if somebody may have known the old one, take them back too."
    )
    static let meProgramUntil = Word("{0} 到期，最近使用：{1}", "until {0}, last used: {1}")
    static let meEndPrograms = Word("全部收回并停止", "Take all back and stop")
    static let meProgramsEnded = Word("已收回 {0} 个令牌，停止 {1} 个推送。", "{0} tokens taken back, {1} webhooks stopped.")
    static let mePasswordChosenPrograms = Word(
        "密码已修改，其他登录已结束。仍有 {0} 个接口令牌或推送有效，列在本页下方，可以一次收回。",
        "The password is changed and your other sessions have ended. {0} tokens or webhooks still work; they stand below and can be taken back at once."
    )
    static let mePasswordAct = Word("保存密码", "Save password")
    static let mePasswordChosen = Word("密码已修改。", "Your password was changed.")
    static let mePIN = Word("解锁 PIN 码", "PIN for unlocking")
    static let meNewPIN = Word("新 PIN 码", "New PIN")
    static let mePINHint = Word("6 至 12 位数字，只用于解锁和换人。", "6 to 12 digits, for unlocking and changing person only.")
    static let mePINAct = Word("保存 PIN 码", "Save PIN")
    static let mePINRemove = Word("取消 PIN 码", "Remove PIN")
    static let mePINChosen = Word("PIN 码已更新。", "Your PIN was updated.")
    static let meSessions = Word("登录中的设备", "Sessions")
    static let meThisSession = Word("当前设备", "This one")
    static let meEndSession = Word("结束", "End")
    static let meEndOthers = Word("结束其他全部登录", "End all other sessions")
    static let meSessionEnded = Word("已结束该设备的登录。", "That session was ended.")
    static let meSessionsEnded = Word("登录已全部结束。", "The sessions were ended.")
    static let sessionWhere = Word("地址与浏览器", "Address and browser")
    static let sessionSince = Word("登录时间", "Since")
    static let sessionSeen = Word("最近使用", "Last seen")
    static let sessionUnknown = Word("该登录不存在，或已经结束。", "There is no such session, or it is over.")
}

/// What speaks against a secret that was chosen.
extension Word {
    static let passwordTooShort = Word("至少 {0} 个字，现有 {1} 个字。", "At least {0} characters; there are {1}.")
    static let passwordTooLong = Word("最多 {0} 个字。", "At most {0} characters.")
    static let passwordContainsAccount = Word("密码里不能含有账号。", "It must not contain the account.")
    static let passwordOnlyDigits = Word("不能全是数字。", "Digits alone are not enough.")
    static let passwordTooCommon = Word("这个密码太常见，容易被猜到。", "This one is too common and easily guessed.")
    static let passwordSameAsBefore = Word("不能与现在的密码相同。", "It must differ from the present one.")
    static let pinNotDigits = Word("请填写 {0} 至 {1} 位数字。", "{0} to {1} digits, please.")
    static let pinTooSimple = Word("太简单，容易被猜到，例如 111111 或 123456。", "Too simple, like 111111 or 123456.")
}
