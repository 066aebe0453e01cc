using Infra.Catalog;
using Infra.Orchestrator.Gates;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Tests.Compliance;

/// <summary>A platform under test: our eyes and hands on it, and what happens on it past us.</summary>
interface IPlatform
{
    ITrafficRouter Router { get; }
    ITargetHealth Health { get; }
    IProbe Probe { get; }
    IArtefacts Artefacts { get; }

    /// <summary>Of a service <c>web</c> in stage <c>local</c>, with a rule and two sides.</summary>
    Route Route { get; }

    /// <summary>Like green's, of somebody else.</summary>
    string OtherTargets { get; }

    /// <summary>A route whose requests are counted nowhere.</summary>
    Route Uncounted { get; }

    /// <summary>Somebody sets the rule, past us, in weights of the platform's own scale.</summary>
    Task MoveAsync(params (Colour Side, int Weight)[] weights);

    Task RemoveRuleAsync();

    /// <summary>Lets a side run until it is known to be so.</summary>
    Task RunAsync(Colour side, bool isFit);

    /// <summary>Users ask a side so often; green fails some and is slow at times.</summary>
    /// <returns>What they saw.</returns>
    Task<Counts> AnswerAsync(Colour side, int requests);

    /// <summary>Waits until what was answered is counted.</summary>
    Task CountedAsync();

    /// <summary>Puts an image where the platform looks for it.</summary>
    Task<Release> PushAsync();
}
