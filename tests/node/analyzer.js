// Calls every method of the Analyzer at the given address with Pulumi's own generated client; prints what came back as JSON.
"use strict";

const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { AnalyzerClient } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
const messages = require("@pulumi/pulumi/proto/analyzer_pb.js");

const patienceMs = 30_000;
const client = new AnalyzerClient(process.argv[2], grpc.credentials.createInsecure());
const digest = "sha256:" + "a".repeat(64);

const call = (method, request) => new Promise((resolve, reject) =>
    client[method](request, { deadline: Date.now() + patienceMs }, (error, answer) => error ? reject(new Error(`${method}: ${error.message}`)) : resolve(answer.toObject())));

const refused = (method, request) => new Promise((resolve, reject) =>
    client[method](request, { deadline: Date.now() + patienceMs }, (error, answer) => error ? resolve({ code: error.code, details: error.details }) : reject(new Error(`${method} was answered: ${JSON.stringify(answer.toObject())}`))));

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

function configuration(policy, level, properties) {
    const config = new messages.PolicyConfig();
    config.setEnforcementlevel(level);
    config.setProperties(Struct.fromJavaScript(properties));
    const request = new messages.ConfigureAnalyzerRequest();
    request.getPolicyconfigMap().set(policy, config);
    return request;
}

function handshake() {
    const request = new messages.AnalyzerHandshakeRequest();
    request.setEngineAddress("127.0.0.1:1");
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
    said.cancel = await call("cancel", new Empty());
    client.close();
    console.log(JSON.stringify(said));
}

main().catch(error => {
    console.error(error);
    process.exit(1);
});
