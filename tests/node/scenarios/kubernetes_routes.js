const pulumi = require("@pulumi/pulumi");
const { CustomResource } = require("@pulumi/kubernetes/apiextensions/customResource");

const apiVersion = "gateway.networking.k8s.io/v1";
const gateway = (spec) => new CustomResource("edge", { apiVersion, kind: "Gateway", metadata: { name: "edge" }, spec });
const edge = () => gateway({ gatewayClassName: "sandbox", listeners: [{ name: "http", port: new pulumi.Config().requireNumber("port"), protocol: "HTTP" }] });
const make = (rule, spec) => {
    const at = edge();
    const backendRefs = [{ name: "web-blue", port: 80 }];
    const route = new CustomResource("web", { apiVersion, kind: "HTTPRoute", metadata: { name: "web" }, spec: { parentRefs: [{ name: at.metadata.name }], rules: [{ backendRefs, ...rule }], ...spec } });
    return { id: route.id, kind: route.kind };
};
// A program that fails here returns nothing: the next one of the same process would wait for its outputs.
const route = (rule, spec) => async () => { make(rule, spec); };
const weighted = (blue, green) => ({ backendRefs: [{ name: "web-blue", port: 80, weight: blue }, { name: "web-green", port: 80, weight: green }] });
const weights = (blue, green) => async () => make(weighted(blue, green));
const many = (count) => Array.from({ length: count }, (_, i) => ({ path: { type: "Exact", value: `/${i}` } }));
const mirror = (requestMirror) => ({ filters: [{ type: "RequestMirror", requestMirror: { backendRef: { name: "web-green", port: 80 }, ...requestMirror } }] });

const gatewayClass = async () => { new CustomResource("mine", { apiVersion, kind: "GatewayClass", metadata: { name: "mine" }, spec: { controllerName: "example.org/mine" } }); };

module.exports = [
    { program: gatewayClass, ops: { mine: "create" }, state: { mine: { id: "mine" } } },
    { program: async () => {}, ops: { mine: "delete" } },
    { program: weights(95, 5), ops: { edge: "create", web: "create" }, outputs: { id: "default/web", kind: "HTTPRoute" } },
    { program: weights(50, 50), ops: { edge: "same", web: "update" } },
    { program: route({ ...mirror({ fraction: { numerator: 1, denominator: 1000 } }), matches: many(64) }), ops: { edge: "same", web: "update" } },
    { program: route(weighted(1000001, 0)), fails: "backendRefs[0].weight' is 1000001; it must be from 0 to 1000000" },
    { program: route({ matches: many(65) }), fails: "has 65 items; it must be at most 64" },
    { program: route({}, { rules: Array.from({ length: 17 }, () => ({ backendRefs: [{ name: "web-blue", port: 80 }] })) }), fails: "has 17 items; it must be from 1 to 16" },
    { program: route({}, { rules: Array.from({ length: 3 }, () => ({ matches: many(43) })) }), fails: "have 129 matches in all; at most 128" },
    { program: route({ timeouts: { request: "1m30s", backendRequest: "500ms" } }), fails: "is not possible in the sandbox, whose router keeps its own time" },
    { program: route({ timeouts: { request: "ten" } }), fails: "must be a duration such as 10s" },
    { program: route({ timeouts: { request: "1s", backendRequest: "2s" } }), fails: "is 2s; it must be at most the request's, which is 1s" },
    { program: route(mirror({ percent: 5, fraction: { numerator: 1 } })), fails: "has both percent and fraction" },
    { program: route(mirror({ fraction: { numerator: 101 } })), fails: "is 101; it must be at most the denominator, which is 100" },
    { program: route({ filters: [{ type: "RequestMirror" }] }), fails: "requestMirror' is required for a filter of type RequestMirror" },
    { program: route({ filters: [{ type: "RequestRedirect", requestRedirect: { statusCode: 304 } }] }), fails: "statusCode' is 304; it must be one of 301, 302, 303, 307, 308" },
    { program: route({ backendRefs: [{ name: "web-blue" }] }), fails: "port' is required for a Service" },
    { program: async () => { gateway({ gatewayClassName: "sandbox", listeners: [] }); }, fails: "has 0 items; it must be from 1 to 64" },
    { command: "destroy", ops: { edge: "delete", web: "delete" } },
];
