using Infra.Sandbox.Engine;
using Infra.Sandbox.Engine.Terminals;

// The command of this folder's project, with the world that `infra` has for it.
var folder = CommandProcess.Folder(args);
return await CommandProcess.RunAsync(args, new EngineOptions { WorldFolder = WorldPlace.Of(folder), Home = CommandProcess.Home }, environment: new Dictionary<string, string?>());
