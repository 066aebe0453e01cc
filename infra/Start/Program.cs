using Infra.Cli.Commands;
using Infra.Start;

var parsed = CommandLine.Create().Parse(args);
return Native.Answers(parsed) ? Invocation.Run(parsed) : Managed.Run(args);
