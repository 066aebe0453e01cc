using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Provisioning;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Aws;

/// <summary>Eyes and hands on AWS, for one stage. Nothing is asked, and no credentials are looked for, before somebody looks.</summary>
public sealed class AwsPlatform : IDisposable
{
    private readonly HttpClient _http;
    private readonly AwsSession _session;

    public AwsPlatform(AwsScope scope, IStackOutputs stacks, TimeProvider time)
        : this(scope, stacks, time, new SocketsHttpHandler(), AwsService.Endpoint, CallerCredentials.FindAsync)
    {
    }

    internal AwsPlatform(AwsScope scope, IStackOutputs stacks, TimeProvider time, HttpMessageHandler handler, Func<AwsService, string, Uri> endpoint, Credentials caller)
    {
        _http = new(handler) { Timeout = TimeSpan.FromSeconds(4) };
        var wire = new AwsWire(_http, endpoint, new(time, new()), time);
        _session = new(scope, caller, wire);
        var aws = new AwsClient(wire, _session, scope);
        (Router, Health, Probe, Artefacts, Quotas) = (new AwsRouter(aws), new AwsHealth(aws, stacks), new AwsProbe(aws), new AwsArtefacts(aws), new AwsQuotas(aws));
    }

    public ITrafficRouter Router { get; }
    public ITargetHealth Health { get; }
    public IProbe Probe { get; }
    public IArtefacts Artefacts { get; }
    public IQuotas Quotas { get; }

    public void Dispose()
    {
        _http.Dispose();
        _session.Dispose();
    }
}
