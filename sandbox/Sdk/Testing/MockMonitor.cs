using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>Answers a program under test from its mocks.</summary>
internal sealed class MockMonitor(IMocks mocks, DeploymentSettings settings) : IMonitor
{
    readonly ConcurrentDictionary<string, Struct> known = new(StringComparer.Ordinal);

    public ConcurrentQueue<Resource> Resources { get; } = [];

    // Mocks see plain values, not outputs.
    public Task<bool> SupportsAsync(string feature) => Task.FromResult(feature != "outputValues");

    public async Task<RegisterResourceResponse> RegisterAsync(Resource resource, RegisterResourceRequest request)
    {
        Resources.Enqueue(resource);
        var urn = UrnOf(request.Parent, request.Type, request.Name);
        if (request.Type == Stack.TypeName) return new() { Urn = urn, Object = new Struct() };
        var (id, state) = await AskAsync(urn, request.Type, request.Name, request.Object, request.Provider, request.ImportId);
        return new() { Urn = urn, Id = id ?? request.ImportId, Object = state };
    }

    public async Task<ReadResourceResponse> ReadAsync(Resource resource, ReadResourceRequest request)
    {
        Resources.Enqueue(resource);
        var urn = UrnOf(request.Parent, request.Type, request.Name);
        var (_, state) = await AskAsync(urn, request.Type, request.Name, request.Properties, request.Provider, request.Id);
        return new() { Urn = urn, Properties = state };
    }

    public Task RegisterOutputsAsync(RegisterResourceOutputsRequest request) =>
        mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(
            request.Urn, request.Outputs.Fields.ToImmutableDictionary(field => field.Key, field => new Output<object?>(Deserializer.Read(field.Value)))));

    public async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request)
    {
        if (request.Tok == "pulumi:pulumi:getResource")
        {
            var urn = request.Args.Fields["urn"].StringValue;
            return new() { Return = known.TryGetValue(urn, out var state) ? state : throw new InvalidOperationException($"Unknown resource {urn}") };
        }
        return new() { Return = await AnswerAsync(request.Tok, request.Args, request.Provider) };
    }

    public async Task<CallResponse> CallAsync(ResourceCallRequest request) => new() { Return = await AnswerAsync(request.Tok, request.Args, request.Provider) };

    public Task<RegisterPackageResponse> RegisterPackageAsync(Pulumirpc.RegisterPackageRequest request) =>
        Task.FromResult(new RegisterPackageResponse { Ref = $"{request.Name}-{request.Version}" });

    // There is no engine that would call back.
    public Task RegisterInvokeTransformAsync(Callback transform) => Task.CompletedTask;

    public Task RegisterHookAsync(RegisterResourceHookRequest request) => Task.CompletedTask;

    public Task RegisterErrorHookAsync(RegisterErrorHookRequest request) => Task.CompletedTask;

    public Task SignalAndWaitForShutdownAsync() => Task.CompletedTask;

    async Task<Struct> AnswerAsync(string token, Struct args, string provider) =>
        await StructAsync(await mocks.CallAsync(new MockCallArgs { Token = token, Args = Plain(args), Provider = provider }));

    async Task<(string? Id, Struct State)> AskAsync(string urn, string type, string name, Struct inputs, string provider, string id)
    {
        var (given, answer) = await mocks.NewResourceAsync(new MockResourceArgs { Type = type, Name = name, Inputs = Plain(inputs), Provider = provider, Id = id });
        var state = await StructAsync(answer);
        known[urn] = new Struct
        {
            Fields = { ["urn"] = Value.ForString(urn), ["id"] = Value.ForString(given ?? id), ["state"] = Value.ForStruct(state) },
        };
        return (given, state);
    }

    static async Task<Struct> StructAsync(object value)
    {
        var serialized = await new Serializer(keepResources: true).SerializeAsync("", value);
        return serialized.StructValue ?? throw new InvalidOperationException($"{value.GetType().FullName} is not a supported argument type");
    }

    static ImmutableDictionary<string, object> Plain(Struct inputs) =>
        inputs.Fields.Select(field => (field.Key, Data: Deserializer.Read(field.Value)))
            .Where(field => field.Data is { IsKnown: true, Value: not null })
            .ToImmutableDictionary(field => field.Key, field => field.Data.Value!);

    // As the official mocks do: of the parent's type only its first segment.
    string UrnOf(string parent, string type, string name)
    {
        var qualified = parent == "" ? type : $"{parent.Split("::")[2].Split('$')[0]}${type}";
        return $"urn:pulumi:{settings.Stack}::{settings.Project}::{qualified}::{name}";
    }
}
