using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Infra.Tests.Orchestrator.Model;

/// <summary>Lives histories from a fixed seed until one breaks a promise.</summary>
static class Histories
{
    public const ulong Seed = 20_261_121;
    const ulong Gamma = 9_999_991;

    /// <exception cref="Exception">A promise was broken; the message has the smallest script that shows it.</exception>
    public static void Live(int count, Brain brain, IEnumerable<string> promises, Action<History> seen) =>
        For(count, Scripts.Arbitrary, script =>
        {
            var history = Simulation.Live(script, brain);
            seen(history);
            foreach (var promise in promises)
            {
                if (Properties.All[promise](history, brain) is { } broken)
                    throw new BrokenPromiseException($"{promise}: {broken}");
            }
        });

    public static void For<T>(int count, Arbitrary<T> all, Action<T> examine)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)));
        Check.One(config, Prop.ForAll(all, examine));
    }

    sealed class BrokenPromiseException(string message) : Exception(message);
}
