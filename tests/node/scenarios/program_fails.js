const pulumi = require("@pulumi/pulumi");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

module.exports = [
    { program: async () => { new LogGroup("a", {}); new LogGroup("b", {}); }, ops: { a: "create", b: "create" } },
    { program: async () => { new LogGroup("a", {}); throw new pulumi.RunError("enough"); }, fails: "enough" },
    { program: async () => { pulumi.log.error("said, not thrown"); new LogGroup("a", {}); }, fails: "said, not thrown" },
    { program: async () => { new LogGroup("a", {}); new LogGroup("b", {}); }, ops: { a: "same", b: "same" } },
];
