// A program written with the official SDK, served as the Automation API serves inline programs: prints its port, then runs when the engine asks.
const grpc = require("@grpc/grpc-js");
const pulumi = require("@pulumi/pulumi");
const { LanguageServer } = require("@pulumi/pulumi/automation/server");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const { Vpc } = require("@pulumi/aws/ec2/vpc");
const { TargetGroup } = require("@pulumi/aws/lb/targetGroup");

class Network extends pulumi.ComponentResource {
    constructor(name, options) {
        super("shop:index:Network", name, {}, options);
        this.vpc = new Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this });
        this.registerOutputs({ vpcId: this.vpc.id });
    }
}

async function program() {
    const network = new Network("network");
    const targets = new TargetGroup("web", { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: network.vpc.id, healthCheck: { path: "/healthz" } });
    pulumi.all([network.vpc.id, targets.arn]).apply(([vpcId, arn]) => process.stdout.write(`known ${vpcId} ${arn}\n`));
    return {
        vpcId: network.vpc.id,
        vpcArn: network.vpc.arn,
        targetGroupArn: targets.arn,
        healthPath: targets.healthCheck.path,
        password: pulumi.secret("hunter2"),
    };
}

const server = new grpc.Server();
server.addService(LanguageRuntimeService, new LanguageServer(program));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
