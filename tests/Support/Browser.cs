using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Tests.Support;

/// <summary>A page in Chromium, spoken to by the DevTools protocol. Skips the test where Chromium is not installed.</summary>
sealed class Browser : IAsyncDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    readonly TemporaryFolder profile = new();
    readonly ClientWebSocket socket = new();
    readonly byte[] buffer = new byte[1 << 16];
    Tool? chromium;
    string session = "";
    int last;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the console would show in red or yellow: exceptions, refused loads, and what a script said.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Everything that the page asked for, itself among it.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<Browser> StartAsync()
    {
        var browser = new Browser();
        try
        {
            // As root it has no sandbox of its own; in a container, /dev/shm is small.
            browser.chromium = Tool.Start("chromium", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={browser.profile.Path}", "about:blank");
            await browser.socket.ConnectAsync(new($"ws://127.0.0.1:{await browser.EndpointAsync()}"), Ct);
            var target = (string)(await browser.CallAsync("Target.createTarget", """{"url":"about:blank"}"""))["targetId"]!;
            browser.session = (string)(await browser.CallAsync("Target.attachToTarget", $$"""{"targetId":"{{target}}","flatten":true}"""))["sessionId"]!;
            foreach (var domain in (string[])["Page", "Runtime", "Log", "Network", "Accessibility"]) await browser.CallAsync($"{domain}.enable");
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async Task OpenAsync(string file)
    {
        await CallAsync("Page.navigate", $$"""{"url":{{JsonSerializer.Serialize(new Uri(file).AbsoluteUri)}}}""");
        await EvaluateAsync("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))");
    }

    public Task WidthAsync(int pixels) => CallAsync("Emulation.setDeviceMetricsOverride", $$"""{"width":{{pixels}},"height":900,"deviceScaleFactor":1,"mobile":false}""");

    /// <param name="scheme"><c>light</c> or <c>dark</c>.</param>
    public Task SchemeAsync(string scheme) => CallAsync("Emulation.setEmulatedMedia", $$"""{"features":[{"name":"prefers-color-scheme","value":"{{scheme}}"}]}""");

    public async Task<JsonNode?> EvaluateAsync(string script)
    {
        var answer = await CallAsync("Runtime.evaluate", $$"""{"expression":{{JsonSerializer.Serialize(script)}},"returnByValue":true,"awaitPromise":true}""");
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"];
    }

    /// <summary>What a screen reader has, as <c>role name</c>.</summary>
    public async Task<string[]> AccessibleAsync() =>
    [
        .. (await CallAsync("Accessibility.getFullAXTree"))["nodes"]!.AsArray().Where(node => !(bool)node!["ignored"]!).Select(node => $"{node!["role"]?["value"]} {node["name"]?["value"]}"),
    ];

    public async Task<JsonObject> CallAsync(string method, string parameters = "{}")
    {
        var id = ++last;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = JsonNode.Parse(parameters) };
        if (session.Length > 0) message["sessionId"] = session;
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, Ct);
        while (true)
        {
            var heard = await HearAsync();
            if ((int?)heard["id"] == id) return heard["result"] as JsonObject ?? throw new InvalidOperationException($"{method}: {heard["error"]?.ToJsonString()}");
            Note((string?)heard["method"], heard["params"]);
        }
    }

    void Note(string? method, JsonNode? said)
    {
        switch (method)
        {
            case "Runtime.exceptionThrown" or "Runtime.consoleAPICalled":
                Complaints.Add(said!.ToJsonString());
                break;
            case "Log.entryAdded":
                Complaints.Add(said!["entry"]!.ToJsonString());
                break;
            case "Network.requestWillBeSent":
                Requests.Add((string)said!["request"]!["url"]!);
                break;
        }
    }

    async Task<JsonObject> HearAsync()
    {
        using var message = new MemoryStream();
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, Ct).WaitAsync(patience, Ct);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!.AsObject();
    }

    /// <summary>The port and path of its DevTools, which it writes down once it listens.</summary>
    async Task<string> EndpointAsync()
    {
        var file = Path.Combine(profile.Path, "DevToolsActivePort");
        for (var waited = TimeSpan.Zero; waited < patience; waited += TimeSpan.FromMilliseconds(20))
        {
            if (File.Exists(file) && File.ReadAllLines(file) is [var port, var path]) return $"{port}{path}";
            Assert.False(chromium!.HasEnded, "Chromium ended at once.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        }
        throw new TimeoutException("Chromium did not open its DevTools.");
    }

    public async ValueTask DisposeAsync()
    {
        session = "";
        if (socket.State == WebSocketState.Open)
        {
            await CallAsync("Browser.close");
            // Its output ends with the last of its processes, and then nobody writes to the profile any more.
            await chromium!.EndAsync();
        }
        socket.Dispose();
        if (chromium is not null) await chromium.DisposeAsync();
        profile.Dispose();
    }
}
