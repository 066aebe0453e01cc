using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Rpc;
using Pulumirpc;

namespace Infra.Tests.Engine;

/// <summary>A program written straight against the protocol, as any SDK would speak it.</summary>
internal sealed class InlineProgram(GrpcChannel monitor, RunRequest run)
{
    const string Service = "pulumirpc.ResourceMonitor";

    readonly Struct outputs = new();

    public RunRequest Run => run;
    public string Root { get; private set; } = "";

    public async Task<Registered> RegisterAsync(string type, string name, string inputs = "{}", Action<RegisterResourceRequest>? with = null, bool custom = true)
    {
        var request = new RegisterResourceRequest
        {
            Type = type,
            Name = name,
            Custom = custom,
            Object = JsonParser.Default.Parse<Struct>(inputs),
            Parent = Root,
            AcceptSecrets = true,
            AcceptResources = true,
        };
        with?.Invoke(request);
        var response = await CallAsync<RegisterResourceRequest, RegisterResourceResponse>("RegisterResource", request);
        return new Registered(response.Urn, response.Id, response.Object);
    }

    public Task<Registered> ComponentAsync(string type, string name, string inputs = "{}") => RegisterAsync(type, name, inputs, custom: false);

    public async Task<Struct> ReadAsync(string type, string id)
    {
        var response = await CallAsync<ReadResourceRequest, ReadResourceResponse>("ReadResource", new ReadResourceRequest
        {
            Type = type,
            Name = id,
            Id = id,
            Parent = Root,
            Properties = new Struct { Fields = { ["name"] = Value.ForString(id) } },
            AcceptSecrets = true,
        });
        return response.Properties;
    }

    public async Task<Struct> InvokeAsync(string token, string args = "{}") =>
        (await CallAsync<ResourceInvokeRequest, ResourceInvokeResponse>("Invoke", new ResourceInvokeRequest { Tok = token, Args = JsonParser.Default.Parse<Struct>(args) })).Return;

    public void Output(string name, Value value) => outputs.Fields[name] = value;

    public Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>, new() => monitor.CallAsync<TRequest, TResponse>(Service, method, request, TestContext.Current.CancellationToken);

    public async Task BeginAsync()
    {
        var root = await RegisterAsync("pulumi:pulumi:Stack", $"{run.Project}-{run.Stack}", custom: false);
        Root = root.Urn;
    }

    public Task EndAsync() => CallAsync<RegisterResourceOutputsRequest, Empty>("RegisterResourceOutputs", new RegisterResourceOutputsRequest { Urn = Root, Outputs = outputs });
}

/// <summary>What the engine answered.</summary>
internal sealed record Registered(string Urn, string Id, Struct Outputs)
{
    public string this[string output] => Outputs.Fields[output].StringValue;

    public string Json => JsonSerializer.Serialize(JsonDocument.Parse(JsonFormatter.Default.Format(Outputs)));
}
