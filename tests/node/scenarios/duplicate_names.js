const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

module.exports = [{ program: async () => { new LogGroup("a", {}); new LogGroup("a", {}); }, fails: "Duplicate resource URN" }];
