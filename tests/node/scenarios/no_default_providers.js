const { Provider } = require("@pulumi/aws/provider");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");

module.exports = [
    { config: { "pulumi:disable-default-providers": '["aws"]' }, program: async () => { new LogGroup("logs", {}); }, fails: "Default provider for 'aws' disabled" },
    { program: async () => { new LogGroup("logs", {}, { provider: new Provider("own", { region: "eu-west-1" }) }); }, ops: { logs: "create" } },
];
