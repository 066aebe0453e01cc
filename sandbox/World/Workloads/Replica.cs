using System.Collections.Immutable;
using Infra.Sandbox.World.Health;
using Infra.Sandbox.World.Images;
using Infra.Sandbox.World.Keeping;
using Infra.Sandbox.World.Model;
using Infra.Sandbox.World.Routing;

namespace Infra.Sandbox.World.Workloads;

/// <summary>One process of a workload: started, watched, and drained before it is stopped.</summary>
internal sealed class Replica
{
    readonly Surroundings world;
    volatile Workload spec;
    readonly Action changed;
    readonly Registrations places;
    readonly string home;
    readonly Task start;
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile RunningTask? running;
    volatile bool leaving;

    public Replica(string id, Workload spec, Surroundings world, Action changed)
    {
        (Id, this.spec, this.world, this.changed) = (id, spec, world, changed);
        Started = world.Time.GetTimestamp();
        Port = world.Ports.Next();
        Upstream = new Upstream(Port);
        places = new Registrations(id, Port, world, changed);
        places.Set(spec.TargetGroupIds);
        home = Path.Combine(world.Folder.Homes, id);
        start = StartAsync();
        _ = RunAsync();
    }

    public string Id { get; }
    public int Port { get; }
    public long Started { get; }
    public Upstream Upstream { get; }
    public IReadOnlyList<Registration> Registrations => places.All;

    /// <summary>Completes when no process is left.</summary>
    public Task Ended => ended.Task;

    /// <summary>Why it ended without being asked to, or never started; null otherwise.</summary>
    public string? Failure { get; private set; }

    public bool IsLeaving => leaving;
    public bool IsHealthy => running is not null && Registrations.All(registration => registration.IsHealthy);
    public bool Runs(Workload other) => AreAlike(spec, other);

    /// <summary>Takes over what a running process need not be replaced for: its target groups, and how long it may take to stop.</summary>
    public void Adopt(Workload alike)
    {
        var moves = !spec.TargetGroupIds.SequenceEqual(alike.TargetGroupIds);
        spec = alike;
        if (!moves) return;
        places.Set(alike.TargetGroupIds);
        world.Reroute();
    }

    /// <summary>Can the process of one serve as the other's?</summary>
    public static bool AreAlike(Workload a, Workload b) =>
        a.Image == b.Image && a.Environment.SequenceEqual(b.Environment);

    public IEnumerable<Target> Targets() => Registrations.Select(registration => Describe(registration.Health)).DefaultIfEmpty(Describe(
        running is null ? TargetHealth.Unknown : new TargetHealth { State = TargetState.Healthy, Reason = "" }));

    public Target Describe(TargetHealth health)
    {
        var state = IsLeaving ? TargetState.Draining : health.State;
        var reason = IsLeaving ? $"Leaving; {Upstream.InFlight} requests in flight." : health.Reason;
        return new Target(Id, spec.Id, Port, running?.ProcessId ?? 0, state, reason);
    }

    /// <summary>Leaves the rotation, lets requests in flight finish, then SIGTERM, then SIGKILL. Asking twice is asking once.</summary>
    public void Stop(TimeSpan longestDrain, TimeSpan longestStop)
    {
        if (leaving) return;
        leaving = true;
        _ = LeaveAsync(longestDrain, longestStop);
    }

    /// <summary>As a machine would take it away: without a word.</summary>
    public Task KillAsync() => world.Keeper.SignalAsync(Id, Posix.Kill);

    async Task LeaveAsync(TimeSpan longestDrain, TimeSpan longestStop)
    {
        world.Reroute();
        var delays = spec.TargetGroupIds.Select(group => world.FindGroup(group)?.DeregistrationDelay ?? TimeSpan.Zero).DefaultIfEmpty(TimeSpan.Zero);
        await WithinAsync(Upstream.CloseAsync(), Least(delays.Max(), longestDrain));
        await Task.WhenAny(start);
        if (running is not { } task) return;
        await world.Keeper.SignalAsync(Id, Posix.Terminate);
        if (await WithinAsync(task.Exit, Least(spec.StopTimeout, longestStop))) return;
        world.Log.Say($"{Id} did not end within {Least(spec.StopTimeout, longestStop).TotalSeconds:0.#} s of SIGTERM and is killed.");
        await world.Keeper.SignalAsync(Id, Posix.Kill);
        await task.Exit;
    }

    async Task StartAsync()
    {
        // Not on the caller's time: hashing an image takes a while.
        await Task.Yield();
        var image = world.FindImage(spec.Image) ?? throw new WorldException($"No image {spec.Image}.");
        await world.Images.VerifyAsync(image.Digest, CancellationToken.None);
        var folder = world.Images.PathOf(image.Digest);
        var (file, arguments) = Entrypoint.Read(folder);
        world.Folder.PruneLogs();
        Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        running = await world.Keeper.StartAsync(Id, new TaskStart
        {
            File = file,
            Arguments = arguments,
            Directory = folder,
            Environment = TaskEnvironment.For(spec, Port, home),
            Log = Path.Combine(world.Folder.Logs, Id + ".log"),
        }, CancellationToken.None);
    }

    async Task RunAsync()
    {
        string reason;
        try
        {
            await start;
            if (running is not { } task) throw new WorldException("The keeper gave no process.");
            changed();
            places.Start();
            var code = await task.Exit;
            reason = $"{Id}, process {task.ProcessId}, ended {(code is null ? "with its keeper" : $"by itself with code {code}")} after {world.Time.GetElapsedTime(Started).TotalSeconds:0.0} s; its output is in {Path.Combine(world.Folder.Logs, Id + ".log")}.";
            await places.EndAsync();
        }
        catch (Exception e)
        {
            // Whatever kept it from starting must be told by the workload's status; the next try follows.
            reason = $"{Id} was not started: {e.Message}";
        }
        if (!leaving) Failure = reason;
        // Gone is gone: whether asked for or not, nobody may be sent there from here on.
        leaving = true;
        world.Reroute();
        _ = Upstream.CloseAsync().ContinueWith(_ => Upstream.Dispose(), TaskScheduler.Default);
        RemoveHome();
        ended.TrySetResult();
        changed();
    }

    void RemoveHome()
    {
        try
        {
            if (Directory.Exists(home)) Directory.Delete(home, recursive: true);
        }
        catch (IOException e)
        {
            // A child of the task may still write there; the next start of the world sweeps.
            world.Log.Say($"Home {home} of {Id} stays behind for now: {e.Message}");
        }
    }

    static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    async Task<bool> WithinAsync(Task task, TimeSpan limit)
    {
        try
        {
            await task.WaitAsync(limit, world.Time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
