using Infra.Catalog;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator;
using Infra.Orchestrator.Journal;
using Infra.Orchestrator.Policies;
using Infra.Orchestrator.Reporting;
using Infra.Orchestrator.Rollouts;

namespace Infra.Tests.Support;

/// <summary>A conductor over a world in memory; an hour passes as fast as it is computed.</summary>
sealed class Scenario
{
    public Scenario()
    {
        World = new(Time);
        Journals = new(Time);
    }

    public ManualTime Time { get; } = new();

    public FakeWorld World { get; }

    public MemoryJournals Journals { get; set; }

    public IReleaseRules? Rules { get; set; }

    public Feed<RolloutSnapshot> Feed { get; private set; } = new(new RolloutSnapshot { Key = Some.Web });

    public IEnumerable<Fact> Facts => Journals.Entries(Some.Web).Select(entry => entry.Fact);

    /// <summary>With a first release on blue.</summary>
    public static Scenario WithV1()
    {
        var scenario = new Scenario();
        Assert.IsType<Outcome.Promoted>(scenario.Rollout("v1"));
        scenario.Time.Advance(TimeSpan.FromMinutes(1));
        scenario.World.Log.Clear();
        return scenario;
    }

    public Conductor Conductor(Holder? holder = null, TimeProvider? time = null) => new(new()
    {
        Stacks = World,
        Journals = Journals,
        Router = World,
        Health = World,
        Probe = World,
        Smoke = World,
        Artefacts = World,
        Quotas = World,
        Rules = Rules,
        Time = time ?? Time,
        Holder = holder ?? Some.Holder,
    });

    public Outcome Rollout(string release, RolloutSpec? spec = null) => Run(Start(release, spec));

    public Outcome Rollout(RolloutRequest request) => Run(Start(request));

    public Task<Outcome> Start(string release, RolloutSpec? spec = null) => Start(Some.Request(release, spec));

    Task<Outcome> Start(RolloutRequest request) => Begin(feed => Conductor().RolloutAsync(request, feed, TestContext.Current.CancellationToken));

    public Outcome Resume() => Run(Begin(feed => Conductor().ResumeAsync(Some.Web, feed, TestContext.Current.CancellationToken)));

    public Task<T> Begin<T>(Func<Feed<RolloutSnapshot>, Task<T>> verb)
    {
        // Everything in memory completes at once: without a context, all of it runs here until somebody waits for time.
        SynchronizationContext.SetSynchronizationContext(null);
        Feed = new(new RolloutSnapshot { Key = Some.Web });
        return verb(Feed);
    }

    public T Run<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            // Only a cancelled wait goes on elsewhere; everything else happens here.
            if (!Time.AdvanceToNext())
                Assert.True(Task.WaitAny([task], TimeSpan.FromSeconds(30)) == 0, "It waits for something else than time.");
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>Lets time pass until something is so; fails when the task ends before.</summary>
    public void Until(Task task, Func<bool> isSo)
    {
        while (!isSo())
        {
            Assert.False(task.IsCompleted, "It ended before.");
            Assert.True(Time.AdvanceToNext(), "It waits for something else than time.");
        }
    }

    public static Shares Shares(int blue, int green) => new(new(true, Weight.Percent(blue)), new(true, Weight.Percent(green)));

    public static Shares Only(Colour side) => Infra.Orchestrator.Rollouts.Shares.Nobody.With(side, new(true, Weight.All));
}
