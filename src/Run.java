package io.jenkins.plugins.amibakery.engine.packer;
public class Run { public static void main(String[] a) throws Exception { RecipesTest t=new RecipesTest(); var f=RecipesTest.class.getDeclaredField("folder"); f.setAccessible(true); f.set(t, java.nio.file.Files.createTempDirectory("rt")); t.eachIsReadAndWhatIsNotPinnedIsNamed(); } }
