const { Provider } = require("@pulumi/aws/provider");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

const logs = (region) => async () => {
    const provider = new Provider("elsewhere", { region, defaultTags: { tags: { owner: "shop" } } });
    const logs = new LogGroup("logs", {}, { provider });
    return { arn: logs.arn, all: logs.tagsAll };
};

module.exports = [
    { program: logs("us-east-1"), ops: { logs: "create" }, outputs: { all: { owner: "shop" } } },
    { program: logs("us-east-1"), flags: ["--expect-no-changes"], ops: { logs: "same" } },
    { command: "destroy", ops: { logs: "delete" } },
];
