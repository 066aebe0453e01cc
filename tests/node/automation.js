// The official Automation API drives the `pulumi` on PATH through a whole life of a stack, with an inline program. Prints one JSON object.
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const pulumi = require("@pulumi/pulumi");
const { Vpc } = require("@pulumi/aws/ec2/vpc");

const program = async () => {
    const config = new pulumi.Config();
    const vpc = new Vpc("main", { cidrBlock: config.require("cidr"), tags: { list: config.requireObject("db").ports.join(",") } });
    return { vpcId: vpc.id, password: config.requireSecret("password") };
};

async function main() {
    const said = {};
    const stack = await LocalWorkspace.createOrSelectStack({ projectName: "shop", stackName: "dev", program });
    said.version = `${stack.workspace.pulumiVersion}`;
    said.user = Object.keys(await stack.workspace.whoAmI());
    await stack.setAllConfig({ cidr: { value: "10.0.0.0/16" }, password: { value: "hunter2", secret: true } });
    await stack.setConfig("db.ports[0]", { value: "5432" }, true);
    said.config = await stack.getAllConfig();
    const kinds = new Set();
    said.preview = (await stack.preview({ diff: true, onEvent: event => Object.keys(event).forEach(key => kinds.add(key)) })).changeSummary;
    said.events = [...kinds].filter(kind => kind.endsWith("Event")).sort();
    const up = await stack.up({ onOutput: text => (said.output = (said.output ?? "") + text), onEvent: event => kinds.add(Object.keys(event)[0]) });
    said.up = { result: up.summary.result, kind: up.summary.kind, changes: up.summary.resourceChanges, secret: up.outputs.password, vpc: up.outputs.vpcId.value };
    said.again = (await stack.up({ expectNoChanges: true })).summary.resourceChanges;
    said.refresh = (await stack.refresh()).summary.result;
    said.history = (await stack.history()).map(entry => entry.kind);
    const state = await stack.exportStack();
    said.resources = state.deployment.resources.length;
    await stack.importStack(state);
    await stack.setTag("team", "web");
    said.tags = (await stack.listTags()).team;
    said.current = (await stack.workspace.stack())?.name;
    said.listed = (await stack.workspace.listStacks()).map(one => [one.name, one.resourceCount]);
    said.missing = await LocalWorkspace.selectStack({ projectName: "shop", stackName: "none", program }).catch(error => error.name);
    said.twice = await LocalWorkspace.createStack({ projectName: "shop", stackName: "dev", program }).catch(error => error.name);
    said.destroy = (await stack.destroy()).summary.resourceChanges;
    await stack.workspace.removeStack("dev");
    said.left = await stack.workspace.listStacks();
    process.stdout.write(JSON.stringify(said));
}

main().catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
});
