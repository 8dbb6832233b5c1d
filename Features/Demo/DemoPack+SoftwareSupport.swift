import Handbook

extension DemoPack {
    static let softwareSupport = DemoPack(
        code: "software-support", organisation: "启明软件客户服务部",
        units: [
            DemoUnit("kefu", "客户服务部", .department), DemoUnit("hotline", "热线组", .group, under: "kefu"),
            DemoUnit("online", "在线组", .group, under: "kefu"),
        ],
        people: [
            DemoPerson("wangfang", "王芳", "agent", "hotline", desk: true),
            DemoPerson("gongli", "龚莉", "agent", "hotline", desk: true),
            DemoPerson("wenjing", "文静", "agent", "online", desk: true),
            DemoPerson("panyu", "潘宇", "agent", "online", desk: true, isNewcomer: true),
            DemoPerson("shibo", "史博", "engineer", "kefu"),
            DemoPerson("taoran", "陶然", "engineer", "kefu"),
            DemoPerson("yanqi", "颜琪", "engineer", "kefu"),
            DemoPerson("niguang", "倪光", "senior-engineer", "kefu"),
            DemoPerson("xiatian", "夏天", "supervisor", "hotline"),
            DemoPerson("zoujun", "邹军", "supervisor", "online"),
            DemoPerson("kangning", "康宁", "project-manager", "kefu", reads: .late),
            DemoPerson("maoyan", "毛燕", "records", "kefu", reads: .never),
            DemoPerson("jinglei", "景磊", "manager", "kefu"),
            DemoPerson("yinghua", "应华", "executive", "kefu"),
            DemoPerson("admin", "万工", "administrator", "kefu"),
        ],
        customer: "客户", channels: [(.phone, 46), (.chat, 24), (.email, 16), (.web, 10), (.onSite, 4)],
        places: ["8.2版", "8.3版", "云版", "九月补丁", "总部账套"],
        firms: [
            "华瑞机械有限公司", "新城建材", "东方印务", "惠泽医药", "立信会计事务所", "明珠酒店", "金穗粮油", "远航物流", "翰林学校", "宏达电子",
        ],
        memberPrefix: "",
        departments: [
            "程序缺陷": "研发部", "配置错误": "运维部", "环境与网络": "技术支持组", "数据错误": "研发部", "操作不当": "客户服务部",
            "资料不清": "产品部", "服务失误": "客户服务部", "第三方产品": "生态合作部", "非我方问题": "客户服务部",
        ],
        culprits: ["开发工程师 小闵", "测试工程师 小柯", "运维 老卓", "实施顾问 小裴", "产品经理 阿蒙", "销售 小庞"],
        referrals: [
            (party: "当地税务服务热线", reason: "属税务平台规则，不由我方系统决定"), (party: "客户网络服务商", reason: "经检测为客户专线故障"),
        ],
        handsOnTo: ["engineer", "senior-engineer"],
        loans: [
            DemoLoan(from: "jinglei", to: "xiatian", began: 15, days: 3, reason: "客户现场驻点"),
            DemoLoan(from: "zoujun", to: "wenjing", began: 1, days: 4, reason: "年休假"),
        ],
        tempo: .hotline, scenarios: softwareSupportScenarios)
}
