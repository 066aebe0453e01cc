// Calls every method of the Analyzer at the given address with Pulumi's own generated client; prints what came back as JSON.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { isDeepStrictEqual } = require("node:util");
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { AnalyzerClient } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
const messages = require("@pulumi/pulumi/proto/analyzer_pb.js");

const patienceMs = 100_000;
const client = new AnalyzerClient(process.argv[2], grpc.credentials.createInsecure());
const marker = "hunter2";
const leaks = [];
const digest = "sha256:" + "a".repeat(64);

// What came, answer or error, is searched for the secret before anything is made of it.
const ask = (method, request) => new Promise(resolve =>
    client[method](request, { deadline: Date.now() + patienceMs }, (error, answer) => {
        if (error ? JSON.stringify([error.message, error.details, error.metadata.getMap()]).includes(marker) : tells(answer)) leaks.push(method);
        resolve({ error, answer });
    }));

async function call(method, request) {
    const { error, answer } = await ask(method, request);
    if (error) throw new Error(`${method}: ${error.message}`);
    return answer.toObject();
}

async function refused(method, request) {
    const { error, answer } = await ask(method, request);
    if (!error) throw new Error(`${method} was answered: ${JSON.stringify(answer.toObject())}`);
    return { code: error.code, details: error.details };
}

function taskDefinition(image) {
    const containers = [{ name: "web", image, logConfiguration: { logDriver: "awslogs" }, environment: [{ name: "GRÜSSE", value: "größer" }] }];
    const provider = new messages.AnalyzerProviderResource();
    provider.setType("pulumi:providers:aws");
    provider.setProperties(Struct.fromJavaScript({ defaultTags: JSON.stringify({ tags: { stage: "local", owner: "shop" } }) }));
    const request = new messages.AnalyzeRequest();
    request.setType("aws:ecs/taskDefinition:TaskDefinition");
    request.setUrn("urn:pulumi:local.web.blue::infra::aws:ecs/taskDefinition:TaskDefinition::web");
    request.setName("web");
    request.setProperties(Struct.fromJavaScript({ family: "web", containerDefinitions: JSON.stringify(containers) }));
    request.setProvider(provider);
    request.setOptions(new messages.AnalyzerResourceOptions());
    return request;
}

function resource(type, name, outputs, dependencies) {
    const member = new messages.AnalyzerResource();
    member.setType(type);
    member.setName(name);
    member.setUrn(`urn:pulumi:local.web.blue::infra::${type}::${name}`);
    member.setProperties(Struct.fromJavaScript(outputs));
    for (const [property, urns] of Object.entries(dependencies ?? {})) {
        const sources = new messages.AnalyzerPropertyDependencies();
        sources.setUrnsList(urns);
        member.getPropertydependenciesMap().set(property, sources);
    }
    return member;
}

function stack() {
    const group = resource("aws:lb/targetGroup:TargetGroup", "web", { deregistrationDelay: 90 });
    const task = resource("aws:ecs/taskDefinition:TaskDefinition", "web", { containerDefinitions: JSON.stringify([{ name: "web", stopTimeout: 60 }]) });
    const service = resource("aws:ecs/service:Service", "web", { loadBalancers: [{ containerName: "web" }] }, { loadBalancers: [group.getUrn()], taskDefinition: [task.getUrn()] });
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList([group, task, service]);
    return request;
}

const secret = value => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });
const asset = text => ({ "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", hash: "0".repeat(64), text });
const archive = assets => ({ "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", hash: "1".repeat(64), assets });
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// What a remedy gives back has the secrets that it was given, marked as such; nothing else may have them.
function tells(answer) {
    const remedied = answer.getRemediationsList?.() ?? [];
    return remedied.length === 0
        ? Buffer.from(answer.serializeBinary()).includes(marker)
        : remedied.some(remedy => JSON.stringify(unmarked(remedy.getProperties()?.toJavaScript() ?? {})).includes(marker) || JSON.stringify({ ...remedy.toObject(), properties: null }).includes(marker));
}

function unmarked(value) {
    if (value === null || typeof value !== "object") return value;
    if (value["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270") return "secret";
    return Array.isArray(value) ? value.map(unmarked) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unmarked(inner)]));
}

const small = name => ({ name, sqsManagedSseEnabled: false });

const large = {
    ...small("large"),
    policy: "p".repeat(1 << 20),
    password: secret(marker + "s".repeat(1 << 20)),
    arn: unknown,
    script: asset("a".repeat(1 << 20)),
    bundle: archive({ "run.sh": asset("echo"), inner: archive({}) }),
    nested: { list: [secret({ token: marker }), unknown, 1.5, null, true, asset("größer")] },
};

function queue(properties) {
    const request = new messages.AnalyzeRequest();
    request.setType("aws:sqs/queue:Queue");
    request.setName(properties.name);
    request.setUrn(`urn:pulumi:local.web.blue::infra::aws:sqs/queue:Queue::${properties.name}`);
    request.setProperties(Struct.fromJavaScript(properties));
    return request;
}

const differing = (before, after) => Object.keys({ ...before, ...after }).filter(key => !isDeepStrictEqual(before[key], after[key]));

async function remedied(properties) {
    const { error, answer } = await ask("remediate", queue(properties));
    if (error) throw error;
    return answer.getRemediationsList().flatMap(remedy => differing(properties, remedy.getProperties().toJavaScript()));
}

// A secret where none is expected, in a form that nobody has, or in a text that can't be read.
const odd = [
    { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: marker },
    { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: marker, value: null },
    secret({ "4dabf18193072939515e22adb298388d": 1, value: marker }),
    secret([marker, secret(marker)]),
    secret(`[{"name":"${marker}","image":"${marker}`),
    secret(`[{"name":{"${marker}":1},"image":["${marker}"],"environment":"${marker}"}]`),
    secret(JSON.stringify([{ name: marker, image: `${marker}:latest`, environment: [{ name: "PASSWORD", value: marker }] }])),
];

function strange(value) {
    const request = taskDefinition("shop/web:latest");
    request.setProperties(Struct.fromJavaScript({ family: value, containerDefinitions: value, cpu: value, tags: value }));
    return request;
}

function strangeStack() {
    const request = new messages.AnalyzeStackRequest();
    const names = ["aws:lb/targetGroup:TargetGroup", "aws:ecs/service:Service", "aws:ecs/taskDefinition:TaskDefinition", "aws:lb/listenerRule:ListenerRule", "kubernetes:apps/v1:Deployment"];
    request.setResourcesList(odd.flatMap((value, i) => names.map(type =>
        resource(type, `odd-${i}`, { arn: value, actions: [value], loadBalancers: value, taskDefinition: value, containerDefinitions: value, deregistrationDelay: value, spec: value, metadata: value, tags: value }))));
    return request;
}

// Nobody knows what these are answered with; that none of it tells is enough.
async function strangers() {
    for (const value of odd) {
        await ask("analyze", strange(value));
        await ask("remediate", strange(value));
        await ask("remediate", queue({ ...small("odd"), kmsMasterKeyId: value, tags: value }));
    }
    await ask("analyzeStack", strangeStack());
    const configurable = (await call("getAnalyzerInfo", new Empty())).policiesList.filter(policy => policy.configschema);
    const answers = await Promise.all(configurable.flatMap(policy => [secret(marker), [marker, secret(marker)], { [marker]: marker }].map(value => {
        const names = policy.configschema.properties.fieldsMap.map(([name]) => name);
        return ask("configure", configuration(policy.name, messages.EnforcementLevel.MANDATORY, Object.fromEntries(names.map(name => [name, value]))));
    })));
    return { asked: answers.length, refused: answers.filter(({ error }) => error?.code === grpc.status.INVALID_ARGUMENT).length };
}

function spelt(i) {
    const request = taskDefinition(`shop/web:v${i}`);
    request.setProperties(Struct.fromJavaScript({ family: "web", containerDefinitions: JSON.stringify([{ name: "web", image: `shop/web:v${i}`, environment: [{ name: "DATABASE_URL", value: `postgres://shop:${marker}@db/shop` }] }]) }));
    return request;
}

// A handshake takes over what the project says, as Configure does what the engine says: among many at once they must say the same.
function project() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "project-"));
    fs.writeFileSync(path.join(folder, "policy-config.yaml"), "queue-encrypted: remediate\n");
    return folder;
}

// Nine of ten are about resources of their own, the tenth is any other question.
async function crowd(count, folder) {
    const others = [
        async () => (await call("getAnalyzerInfo", new Empty())).name === "infra",
        async () => (await call("getPluginInfo", new Empty())).version.length > 0,
        async () => (await call("analyzeStack", stack())).diagnosticsList.length > 0,
        async () => (await remedied(small("other"))).length === 1,
        async () => await call("handshake", handshake(folder)) !== null,
        async () => await call("configureStack", stackConfiguration()) !== null,
        async () => await call("configure", configuration("queue-encrypted", messages.EnforcementLevel.REMEDIATE, {})) !== null,
    ];
    const right = await Promise.all(Array.from({ length: count }, async (_, i) => i % 10 === 0
        ? others[i / 10 % others.length]()
        : (await call("analyze", spelt(i))).diagnosticsList.some(diagnostic => diagnostic.message.includes(`shop/web:v${i}'`))));
    return right.filter(Boolean).length;
}

function configuration(policy, level, properties) {
    const config = new messages.PolicyConfig();
    config.setEnforcementlevel(level);
    config.setProperties(Struct.fromJavaScript(properties));
    const request = new messages.ConfigureAnalyzerRequest();
    request.getPolicyconfigMap().set(policy, config);
    return request;
}

function handshake(folder) {
    const request = new messages.AnalyzerHandshakeRequest();
    request.setEngineAddress("127.0.0.1:1");
    if (folder) request.setRootDirectory(folder);
    return request;
}

function stackConfiguration() {
    const request = new messages.AnalyzerStackConfigureRequest();
    request.setStack("local.web.blue");
    request.setProject("infra");
    request.setOrganization("organization");
    request.setDryRun(true);
    return request;
}

async function main() {
    const said = {};
    said.handshake = await call("handshake", handshake());
    said.configureStack = await call("configureStack", stackConfiguration());
    said.pluginInfo = await call("getPluginInfo", new Empty());
    said.analyzerInfo = await call("getAnalyzerInfo", new Empty());
    said.byDigest = await call("analyze", taskDefinition(`shop/web@${digest}`));
    said.byTag = await call("analyze", taskDefinition("shop/web:größer"));
    said.remediate = await call("remediate", taskDefinition("shop/web:latest"));
    said.stack = await call("analyzeStack", stack());
    said.badConfigure = await refused("configure", configuration("no-such-rule", messages.EnforcementLevel.ADVISORY, {}));
    said.configure = await call("configure", configuration("artefact-by-digest", messages.EnforcementLevel.ADVISORY, {}));
    said.byTagAdvised = await call("analyze", taskDefinition("shop/web:latest"));
    said.badLevel = await refused("configure", configuration("artefact-by-digest", 9, {}));
    await call("configure", configuration("queue-encrypted", messages.EnforcementLevel.REMEDIATE, {}));
    said.largeBytes = queue(large).serializeBinary().length;
    said.large = await call("analyze", queue(large));
    said.largeRemedied = await remedied(large);
    const outputs = resource("aws:sqs/queue:Queue", "large", large);
    const whole = new messages.AnalyzeStackRequest();
    whole.setResourcesList([outputs]);
    said.largeStack = await call("analyzeStack", whole);
    const folder = project();
    said.crowd = await crowd(1000, folder);
    fs.rmSync(folder, { recursive: true });
    said.strangers = await strangers();
    said.leaks = leaks;
    said.cancel = await call("cancel", new Empty());
    client.close();
    console.log(JSON.stringify(said));
}

main().catch(error => {
    console.error(error);
    process.exit(1);
});
