using System.Collections.Concurrent;

namespace Infra.Policies.Sdk.Host;

/// <summary>Runs rules on threads of their own, so that one which hangs keeps nobody waiting for longer than the patience allows: it counts as failed then, and is not asked again.</summary>
internal sealed class RuleRunner(TimeProvider time, TimeSpan patience)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly ConcurrentDictionary<Rule, bool> hung = [];

    /// <summary>One after another on one thread: rules about one resource are short, and many resources are judged at once.</summary>
    public async Task<Dictionary<Rule, Judgement>> InTurnAsync<TRule>(IReadOnlyList<TRule> rules, string subject, string urn, Func<Rule, Level> levelOf, Func<TRule, Judgement> judge) where TRule : Rule
    {
        var done = new Dictionary<Rule, Judgement>(rules.Count);
        for (var next = 0; next < rules.Count;)
        {
            var turn = new Turn<TRule>(rules, next, rule => hung.ContainsKey(rule) ? Judge.Hung(rule, levelOf(rule), subject, urn, patience) : judge(rule));
            var work = Task.Run(turn.Run);
            while (!await EndsAsync(work) && turn.Progressed())
            {
            }

            foreach (var (rule, judgement) in turn.Done()) done[rule] = judgement;
            next = turn.At;
            if (next == rules.Count) break;
            hung[rules[next]] = true;
        }

        return done;
    }

    /// <summary>Each on a thread of its own: rules about a whole stack may be long.</summary>
    public async Task<Dictionary<Rule, Judgement>> AtOnceAsync<TRule>(IEnumerable<TRule> rules, string subject, Func<Rule, Level> levelOf, Func<TRule, Judgement> judge) where TRule : Rule
    {
        var all = await Task.WhenAll(rules.Select(async rule => (rule, await InTurnAsync([rule], subject, "", levelOf, judge))));
        return all.ToDictionary(one => (Rule)one.rule, one => one.Item2[one.rule]);
    }

    async Task<bool> EndsAsync(Task work)
    {
        try
        {
            await work.WaitAsync(patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>A thread's way through the rules; who waits for it looks at how far it has come.</summary>
    sealed class Turn<TRule>(IReadOnlyList<TRule> rules, Func<TRule, Judgement> judge) where TRule : Rule
    {
        readonly Judgement?[] judgements = new Judgement?[rules.Count];
        readonly int first;
        int at, seen;

        public Turn(IReadOnlyList<TRule> rules, int first, Func<TRule, Judgement> judge) : this(rules, judge) => at = seen = this.first = first;

        public int At => Volatile.Read(ref at);

        public void Run()
        {
            for (; at < rules.Count; Volatile.Write(ref at, at + 1)) judgements[at] = judge(rules[at]);
        }

        public bool Progressed()
        {
            var before = seen;
            seen = At;
            return seen != before;
        }

        public IEnumerable<(TRule Rule, Judgement Judgement)> Done() => Enumerable.Range(first, At - first).Select(i => (rules[i], judgements[i]!));
    }
}
