const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (days) => async () => {
    const bad = new LogGroup("bad", { retentionInDays: days });
    new LogGroup("after-bad", { retentionInDays: 7 }, { dependsOn: [bad] });
    new LogGroup("good", { retentionInDays: 7 });
};

module.exports = [
    { program: logs("soon"), flags: ["--continue-on-error"], fails: "retentionInDays", ops: { good: "create" } },
    { program: logs(7), ops: { bad: "create", "after-bad": "create", good: "same" } },
    { program: logs("later"), flags: ["--continue-on-error"], fails: "retentionInDays", ops: { good: "same" } },
    { program: logs(7), ops: { bad: "same", "after-bad": "same", good: "same" } },
];
