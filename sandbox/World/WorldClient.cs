using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Infra.Sandbox.World.Control;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Storage;

namespace Infra.Sandbox.World;

/// <summary>Speaks to the world of a folder over its Unix socket. Every <c>Put</c> is idempotent and durable when it returns.</summary>
/// <exception cref="WorldException">Refused, with a sentence that names what and why; or the world does not run.</exception>
/// <exception cref="WorldSilentException">The world runs, and does not answer a question within ten seconds.</exception>
public sealed class WorldClient : IDisposable
{
    /// <summary>For questions, which any world answers at once.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly WorldFolder files;
    readonly HttpClient http;

    public WorldClient(string folder)
    {
        files = new WorldFolder(folder);
        var handler = new SocketsHttpHandler { ConnectCallback = async (_, ct) => await ConnectAsync(ct), UseProxy = false };
        // Deleting a workload takes as long as it drains; the caller's token is the bound.
        http = new HttpClient(handler) { BaseAddress = new Uri("http://world"), Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Folder => files.Root;

    public async Task<WorldStatus> StatusAsync(CancellationToken ct) => await FindAsync<WorldStatus>(Paths.Status, ct) ?? throw Empty();

    public Task PutAsync(TargetGroup group, CancellationToken ct) => PutAsync(Paths.TargetGroups, group, ct);

    /// <summary>In effect, like a rule's, for every request that begins after it returns.</summary>
    public Task PutAsync(Listener listener, CancellationToken ct) => PutAsync(Paths.Listeners, listener, ct);

    public Task PutAsync(Rule rule, CancellationToken ct) => PutAsync(Paths.Rules, rule, ct);

    /// <summary>Refused when the rule is no longer as <paramref name="from"/> says: somebody else has changed it meanwhile.</summary>
    public Task ReplaceAsync(Rule from, Rule to, CancellationToken ct) => PutAsync(Paths.RuleChanges, new RuleChange(from, to), ct);

    /// <summary>Returns once the spec is stored; processes follow. New replicas start before old ones drain.</summary>
    public Task PutAsync(Workload workload, CancellationToken ct) => PutAsync(Paths.Workloads, workload, ct);

    public Task<TargetGroup?> FindTargetGroupAsync(string id, CancellationToken ct) => FindAsync<TargetGroup>(Of(Paths.TargetGroups, id), ct);
    public Task<Listener?> FindListenerAsync(string id, CancellationToken ct) => FindAsync<Listener>(Of(Paths.Listeners, id), ct);
    public Task<Rule?> FindRuleAsync(string id, CancellationToken ct) => FindAsync<Rule>(Of(Paths.Rules, id), ct);
    public Task<WorkloadStatus?> FindWorkloadAsync(string id, CancellationToken ct) => FindAsync<WorkloadStatus>(Of(Paths.Workloads, id), ct);

    /// <summary>Deleting what is not there is done already.</summary>
    public Task DeleteTargetGroupAsync(string id, CancellationToken ct) => DeleteAsync(Of(Paths.TargetGroups, id), ct);

    public Task DeleteListenerAsync(string id, CancellationToken ct) => DeleteAsync(Of(Paths.Listeners, id), ct);
    public Task DeleteRuleAsync(string id, CancellationToken ct) => DeleteAsync(Of(Paths.Rules, id), ct);

    /// <summary>Returns when every process of the workload has drained and ended.</summary>
    public Task DeleteWorkloadAsync(string id, CancellationToken ct) => DeleteAsync(Of(Paths.Workloads, id), ct);

    /// <summary>All target groups whose id begins with a text.</summary>
    public async Task<ImmutableArray<TargetGroup>> TargetGroupsAsync(string under, CancellationToken ct) =>
        [.. await FindAsync<TargetGroup[]>(Of(Paths.TargetGroupsUnder, under), ct) ?? []];

    /// <summary>All rules of a listener, whoever made them.</summary>
    public async Task<ImmutableArray<Rule>> RulesAsync(string listenerId, CancellationToken ct) =>
        [.. await FindAsync<Rule[]>(Of(Paths.ListenerRules, listenerId), ct) ?? []];

    public async Task<ImmutableArray<Target>> HealthAsync(string targetGroupId, CancellationToken ct) =>
        [.. await FindAsync<Target[]>(Of(Paths.Health, targetGroupId), ct) ?? []];

    /// <summary>The router's counters in Prometheus text format 0.0.4.</summary>
    public async Task<string> MetricsAsync(CancellationToken ct)
    {
        using var answer = await AskAsync(Paths.Metrics, ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Stores a folder as an image and returns its digest: SHA-256 of a canonical manifest of its files.</summary>
    public async Task<ImageStatus> AddImageAsync(string repository, string folder, string? tag, CancellationToken ct)
    {
        var body = JsonContent.Create(new AddImage(repository, Path.GetFullPath(folder), tag), options: WorldContext.Default.Options);
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, Paths.Images) { Content = body }, ct);
        return await answer.Content.ReadFromJsonAsync<ImageStatus>(WorldContext.Default.Options, ct) ?? throw Empty();
    }

    /// <param name="reference"><c>repository@sha256:…</c> or <c>repository:tag</c>.</param>
    public Task<ImageStatus?> FindImageAsync(string reference, CancellationToken ct) => FindAsync<ImageStatus>(Of(Paths.Images, reference), ct);

    /// <summary>Drains and ends every process, then the world itself; its objects stay stored for the next start. Returns when it has ended.</summary>
    public async Task ShutDownAsync(CancellationToken ct)
    {
        using (await SendAsync(new HttpRequestMessage(HttpMethod.Post, Paths.ShutDown), ct))
        {
        }
        while (WorldLock.IsHeld(files)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
    }

    public void Dispose() => http.Dispose();

    static string Of(string path, string id) => $"{path}?id={Uri.EscapeDataString(id)}";

    async Task PutAsync<T>(string path, T value, CancellationToken ct)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(value, options: WorldContext.Default.Options) }, ct);
    }

    async Task DeleteAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), ct);
    }

    async Task<T?> FindAsync<T>(string path, CancellationToken ct) where T : class
    {
        using var answer = await AskAsync(path, ct);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.Content.ReadFromJsonAsync<T>(WorldContext.Default.Options, ct);
    }

    async Task<HttpResponseMessage> AskAsync(string path, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), bound.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw WorldLock.Silence(files);
        }
    }

    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            try
            {
                var answer = await http.SendAsync(request, ct);
                if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound) return answer;
                using (answer)
                    throw new WorldException((await answer.Content.ReadFromJsonAsync<Refusal>(WorldContext.Default.Options, ct))?.Message ?? $"The world answered {(int)answer.StatusCode}.");
            }
            catch (HttpRequestException e) when (e.InnerException is WorldException silent)
            {
                throw new WorldException(silent.Message, e);
            }
            catch (HttpRequestException e)
            {
                throw new WorldException($"The world of {Folder} broke off at {request.Method} {request.RequestUri?.PathAndQuery}: {e.Message}", e);
            }
        }
    }

    async Task<Stream> ConnectAsync(CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(files.FindSocket()), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            socket.Dispose();
            throw new WorldException($"No world answers in {Folder}: {e.Message}. Start one with 'infra sandbox up'.", e);
        }
    }

    WorldException Empty() => new($"The world of {Folder} gave an empty answer.");
}
